# make check     formatter, linter, types and tests
# make weights   trains every resource that is trained, in the order in which they need each other
# make figures   rewrites every generated figure: README, docs, data/scores.json, golden outputs
# make man       rewrites the man pages from the help of the commands
# make mutants   counts how many small changes to the code the tests notice (JOBS=16 for sixteen at a time)
# make teachers  labels the sentences that some models learn from; half an hour, and not part of make weights
#
# `make punkt` and the like train one resource, and before it what it needs, if something that goes into it has changed since;
# `make -n punkt` says what would be done.
# DATA is the folder of labelled sets (data/SOURCES.md says where each is from), PYTHON a Python with the extras dev and
# train (and teach for the teachers): pip install -e '.[dev,train]'.

PYTHON ?= python
DATA ?= ../shared/data
LABELS ?= data/quotations
JOBS ?= 2
R := rusus/resources
RUN := $(PYTHON) -m scripts
NEWS := $(DATA)/claims/newsdiscourse/train.jsonl
POLNEAR := $(DATA)/quotations/polnear_train.jsonl
TEXT := $(wildcard rusus/text/*.py rusus/language/*.py)
QUANTITIES := $(wildcard rusus/quantities/*.py)
QUOTATIONS := $(TEXT) $(wildcard rusus/speakers/*.py rusus/quotations/*.py rusus/quotations/*/*.py)

.PHONY: check format exceptions weights figures man mutants teachers
.PHONY: measured periods punkt blocks units word_tags names name_index speakers antecedents descriptions indirect reported direct claims check_first matching

check:
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(RUN).evaluate.lint_exceptions
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest

format:
	$(PYTHON) -m ruff check --fix --select I .
	$(PYTHON) -m ruff format .

exceptions:
	$(RUN).evaluate.lint_exceptions --write

# --always-make: after a checkout the times of files say nothing.
weights:
	$(MAKE) --always-make antecedents descriptions matching

punkt: $R/punkt.txt
blocks: $R/block_weights.tsv
units: $R/units.tsv
word_tags: $R/word_tags.tsv
names: $R/first_names.txt
name_index: $R/name_weights.tsv
speakers: $R/speaker_weights.json
antecedents: $R/antecedent_weights.json
descriptions: $R/description_weights.json
indirect: $R/indirect_model.json
reported: $R/reported_weights.json
direct: $R/direct_weights.json
measured: $R/measured_weights.tsv
periods: $R/period_weights.tsv
claims: $R/claim_weights.json
check_first: $R/check_first.json
matching: $R/matching_weights.json

# Where sentences end, which blocks are no article text, units: from the sets alone.
$R/punkt.txt: scripts/train/sentences.py $(NEWS) $(DATA)/sentences/ewt_train.jsonl
	$(RUN).train.sentences --data $(DATA)
$R/block_weights.tsv: scripts/train/blocks.py rusus/text/block_classifier.py $(NEWS)
	$(RUN).train.blocks --data $(DATA)
$R/units.tsv $R/currencies.tsv &: scripts/train/units.py scripts/train/units_by_hand.tsv scripts/train/currencies_by_hand.tsv
	$(RUN).train.units

# Word tags stand on rusus' own tokens; first names leave out what the tags know as words.
$R/word_tags.tsv: scripts/train/word_tags.py rusus/text/tokens.py rusus/language/tagger.py \
		$(DATA)/treebank/ewt-train.conllu.xz $(DATA)/treebank/gum-train.conllu.xz | $R/punkt.txt $R/block_weights.tsv
	$(RUN).train.word_tags --data $(DATA)
$R/first_names.txt: scripts/train/names.py $R/names.txt $R/word_tags.tsv
	$(RUN).train.names

# Which capitals that open a clause are names: the tags of sentences rest on it.
$R/name_weights.tsv: scripts/train/name_index.py scripts/train/surnames_like_words.txt rusus/speakers/name_index.py \
		$R/word_tags.tsv $R/first_names.txt $(POLNEAR)
	$(RUN).train.name_index --data $(DATA)

# Quotations read whole articles: blocks, sentences, tags and names.
$R/indirect_model.json $R/indirect_weights.tsv &: scripts/train/indirect.py scripts/train/log_linear.py \
		$(QUOTATIONS) $(POLNEAR) $(NEWS) data/quotations/soft-labels.tsv $R/word_tags.tsv $R/first_names.txt $R/speech_verbs.txt
	$(RUN).train.indirect --data $(DATA)
$R/reported_weights.json: scripts/train/reported.py $R/indirect_model.json $R/attribution_types.txt \
		data/quotations/reported-labels.tsv $(DATA)/reported/articles.jsonl $(DATA)/reported/records.jsonl
	$(RUN).train.reported --data $(DATA)
$R/direct_weights.json: scripts/train/direct.py $(QUOTATIONS) $(POLNEAR) $R/name_weights.tsv \
		$R/word_tags.tsv $R/first_names.txt $R/speech_verbs.txt
	$(RUN).train.direct --data $(DATA)
# LABELS: whom pronouns and descriptions mean, by hand (pronouns.jsonl, direct.jsonl).
$R/speaker_weights.json: scripts/train/speakers.py $R/direct_weights.json $R/indirect_model.json $R/speakers.txt
	$(RUN).train.speakers --data $(DATA) --labels $(LABELS)

# Whom "he" means: the quotations, with their speakers, say who spoke before.
$R/antecedent_weights.json: scripts/train/antecedents.py $R/speaker_weights.json $(wildcard rusus/standalone/*.py) \
		$(LABELS)/pronouns.jsonl
	$(RUN).train.antecedents --data $(DATA) --labels $(LABELS)

# What "the governor" means: names, roles and the phrases before it.
$R/description_weights.json: scripts/train/descriptions.py scripts/train/gum_coreference.py $R/direct_weights.json $R/speakers.txt \
		$(wildcard rusus/standalone/*.py) $(wildcard $(DATA)/treebank/gum-*.conllu.xz) \
		$(LABELS)/pronouns.jsonl $(LABELS)/references.jsonl
	$(RUN).train.descriptions --data $(DATA)

# What a number measures: trees and numbers that were read, by way of the quantities and the tags.
$R/measured_weights.tsv $R/measured_tree_weights.tsv &: scripts/train/measured.py scripts/train/measured_trees.py scripts/train/log_linear.py scripts/train/platt.py \
		$(QUANTITIES) $(wildcard rusus/quantities/*/*.py) data/quantities/measured.jsonl $(NEWS) $(POLNEAR) \
		$(wildcard $(DATA)/treebank/*.conllu.xz) $R/measured.txt $R/quantities.txt $R/word_tags.tsv $R/units.tsv
	$(RUN).train.measured --data $(DATA)

# Which period a number has: numbers that were read, and those of the case rows.
$R/period_weights.tsv: scripts/train/periods.py scripts/train/log_linear.py $(QUANTITIES) \
		$(wildcard rusus/quantities/*/*.py) data/quantities/periods.jsonl data/quantities/numbers.jsonl tests/cases/quantities.jsonl $(NEWS) $(POLNEAR) \
		$R/quantities.txt $R/units.tsv
	$(RUN).train.periods --data $(DATA)

# Scores look at quotations and quantities; matching comes last, because it looks at whole records.
$R/claim_weights.json $R/claim_words.tsv &: scripts/train/claims.py scripts/train/claim_student.py \
		$(wildcard rusus/claims/*.py) $(QUANTITIES) $(QUOTATIONS) \
		$(NEWS) $(POLNEAR) $(DATA)/claims/policlaim/train.jsonl $(DATA)/claims/ct24/train.jsonl \
		$(DATA)/claims/newssd_eng/train.jsonl data/claims/soft-labels.tsv \
		$R/claim_lexicon.txt $R/indirect_model.json $R/reported_weights.json $R/direct_weights.json \
		$R/speaker_weights.json $R/units.tsv $R/measured_weights.tsv $R/period_weights.tsv
	$(RUN).train.claims --data $(DATA)
# Adds its column to claim_words.tsv and claim_weights.json, so it follows them every time.
$R/check_first.json: scripts/train/check_first.py data/claims/check-first.jsonl data/claims/check-first-soft-labels.tsv \
		$(NEWS) $(POLNEAR) $(DATA)/quotations/basil_dev.jsonl $(DATA)/claims/debates_outlets.jsonl $R/check_first.txt \
		$R/claim_weights.json
	$(RUN).train.check_first --data $(DATA)
$R/matching_weights.json $R/word_weights.txt &: scripts/train/matching.py scripts/train/events.py \
		scripts/train/strangers.py scripts/train/headlines.py data/matching/events.jsonl $R/event_words.txt \
		$(wildcard rusus/similarity/*.py rusus/store/*.py) \
		$(NEWS) $(POLNEAR) $(DATA)/matching/verdicts_dev.jsonl $(DATA)/matching/clef2022_2a/queries.train.jsonl \
		$(DATA)/matching/natural_dev.jsonl $(DATA)/matching/natural_more_dev.jsonl $(DATA)/matching/sts_news.jsonl \
		$(DATA)/matching/ists_headlines.jsonl $(DATA)/claims/newsdiscourse/dev.jsonl \
		$R/claim_weights.json $R/check_first.json
	$(RUN).train.matching --data $(DATA)
	$(RUN).train.events --data $(DATA)

teachers:
	$(RUN).teach.quotations --data $(DATA)
	$(RUN).teach.claims --data $(DATA)
	$(RUN).teach.check_first --data $(DATA)

figures:
	$(RUN).evaluate.golden
	$(RUN).evaluate.quality --write
	$(RUN).evaluate.scores --eval $(DATA)/../eval
	$(RUN).evaluate.readme
	$(RUN).evaluate.picture
	$(RUN).evaluate.calibration_plot
	$(RUN).evaluate.screenshot

man:
	$(RUN).data.man_pages

mutants:
	$(RUN).evaluate.mutants --jobs $(JOBS) --write
