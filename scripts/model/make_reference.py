"""Prints the project's own reference of the default model: token ids, the first 16 numbers and the length of a vector.

usage: PYTHONPATH=var/python /usr/bin/python3 scripts/model/make_reference.py \\
           > tests/unit/core/embedding/reference.jsonl

Calculated in full precision (no 8-bit rounding of activations), so that it does not depend on the kind of CPU.
"""
import json
import os

import numpy as np
import openvino as ov
import openvino_tokenizers  # noqa: F401 (registers the tokenizer's operations)

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../var/models/multilingual-e5-small')
TEXTS = [
    ('query', 'nl', 'ik wil graag samen wandelen in de buurt'),
    ('query', 'tr', 'yeni insanlarla tanışmak ve birlikte yemek pişirmek istiyorum'),
    ('query', 'ar', 'أريد أن أتعلم اللغة الهولندية'),
    ('query', 'pl', 'chciałabym pomagać w ogrodzie'),
    ('query', 'uk', 'хочу співати в хорі'),
    ('query', 'en', 'somebody to talk to after the death of my husband'),
    ('passage', 'nl', 'Koor De IJssel. Muziek en zang. Iedere donderdagavond zingen we samen, noten lezen hoeft niet.'),
    ('passage', 'nl', 'Repair Café. Breng je kapotte fiets, lamp of broodrooster mee; koffie staat klaar (€ 1,50).'),
]


def main():
    core = ov.Core()
    tokenizer = core.compile_model(f'{FOLDER}/openvino_tokenizer.xml', 'CPU')
    encoder = core.compile_model(f'{FOLDER}/openvino_model.xml', 'CPU', {
        'INFERENCE_PRECISION_HINT': 'f32', 'DYNAMIC_QUANTIZATION_GROUP_SIZE': '0', 'INFERENCE_NUM_THREADS': 1})
    for kind, language, text in TEXTS:
        found = tokenizer({0: ov.Tensor([f'{kind}: {text}'])})
        vector = encoder([found[0], found[1]])[0][0]
        print(json.dumps({'kind': kind, 'language': language, 'text': text, 'ids': found[0][0].tolist(),
                          'first': [round(float(x), 5) for x in vector[:16]],
                          'length': round(float(np.linalg.norm(vector)), 5)}, ensure_ascii=False))


if __name__ == '__main__':
    main()
