"""One module per program whose JSON objects and tables are known: its SHAPES.

``json_adapters`` loads all modules; a new program is a new module.
"""
