"""One module per program whose JSON objects and tables are known: its SHAPES.

``json/adapters`` loads all modules; a new program is a new module.
"""
