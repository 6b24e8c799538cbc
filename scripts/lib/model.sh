# shellcheck shell=bash disable=SC2154
# Makes the folder of the default model; one that is there and whole is left alone. Source after common.sh.

model="$var/models/multilingual-e5-small"
readonly model

make_model() {
  PYTHONPATH="$var/python" /usr/bin/python3 "$root/scripts/model/build_model.py" --out "$model" ||
    fail "The model folder could not be made; why stands above."
}
