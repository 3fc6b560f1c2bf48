"""How are facts told to people? A table of sentences per service, and the teller that reads them."""
