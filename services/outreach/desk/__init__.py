"""The desk: where people who signed in do their work. Pages, forms, sign-in; and the API beside it."""
