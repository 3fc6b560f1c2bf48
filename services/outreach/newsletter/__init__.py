"""How does the newsletter leave the platform: letters written, recipients served once?"""
