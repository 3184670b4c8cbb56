"""The page to look at: article_data makes the JSON of an article, page puts it into the view of resources/report/."""
