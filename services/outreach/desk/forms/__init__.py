"""How does a command's JSON Schema become a form, and a sent form a command's JSON?

What a browser sends is `Raw`: texts by name, where a name is a path as in "items/0/cents".
"""
