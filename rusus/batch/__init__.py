"""Many articles: runner keeps order and outcomes, parallel spreads the work, tasks is what is done with each article."""
