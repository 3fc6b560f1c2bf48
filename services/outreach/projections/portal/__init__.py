"""The public read models: no personal data stands in them."""
