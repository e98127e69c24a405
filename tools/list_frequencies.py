#!/usr/bin/env python3
"""Write the frequencies of common English words, for sitegen/text/frequency.txt.

    pip install wordfreq
    python tools/list_frequencies.py > sitegen/text/frequency.txt

Each line has a word, a space and its Zipf value from wordfreq: log10 of its count in 10^9 words (Van
Heuven et al. 2014). Words rarer than 1 in 200,000 are left out.
"""

import wordfreq

#: 10^3.7 in 10^9 words is 1 in 200,000.
MIN_ZIPF = 3.7

print("# Everyday English: a word and the log10 of its count in 10^9 words.")
print("# From wordfreq 3.1 (Robyn Speer, https://github.com/rspeer/wordfreq), CC BY-SA 4.0;")
print("# this list is under the same licence. Made by tools/list_frequencies.py.")
for word in wordfreq.top_n_list("en", 20_000):
    zipf = wordfreq.zipf_frequency(word, "en")
    if zipf >= MIN_ZIPF and word.isalpha() and word.isascii() and len(word) > 2:
        print(f"{word} {zipf:.1f}")
