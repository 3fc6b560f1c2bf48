"""How do a donor report's figures come about, and in which forms does it leave the platform?"""
