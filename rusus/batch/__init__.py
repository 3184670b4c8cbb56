"""Many articles: runner keeps the order, parallel spreads the work, tasks is what is done with each article, outcomes
what became of it, progress what people see meanwhile, output_folder one file per article, many all that from Python."""
