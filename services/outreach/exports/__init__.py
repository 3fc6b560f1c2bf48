"""How does a read model leave the platform as a table, with a dictionary that says what each column means?"""
