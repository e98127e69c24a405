#!/usr/bin/env python3
"""Write sitegen/text/frequency.txt: how common each everyday English word is.

    pip install wordfreq
    python tools/list_frequencies.py > sitegen/text/frequency.txt

One line a word: the word, a blank, its Zipf value (Van Heuven et al. 2014: log10 of its count in a
thousand million words), as wordfreq gives it. Words rarer than once in 200,000 are left out.
"""

import wordfreq

LEAST = 3.7

print("# Everyday English: a word and the log10 of its count in 10^9 words.")
print("# From wordfreq 3.1 (Robyn Speer, https://github.com/rspeer/wordfreq), CC BY-SA 4.0;")
print("# this list is under the same licence. Made by tools/list_frequencies.py.")
for word in wordfreq.top_n_list("en", 20_000):
    zipf = wordfreq.zipf_frequency(word, "en")
    if zipf >= LEAST and word.isalpha() and word.isascii() and len(word) > 2:
        print(f"{word} {zipf:.1f}")
