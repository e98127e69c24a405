"""Read the bytes of a text in a script, as scripts.js does."""


def decode_bytes(text):
    bits = "".join(f"{ord(character) & 127:07b}" for character in text)
    return bytes(int(bits[start : start + 8], 2) for start in range(0, len(bits) - 7, 8))
