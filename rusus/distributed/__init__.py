"""Work on batches of Arrow rows, as Spark's workers do it, without Spark: articles reads rows, extraction makes records
of them, forms the sentences that matching compares, with keys to find their like, pairs compares those that share one.
"""
