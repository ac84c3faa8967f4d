"""Runs Splink (unsupervised, then with labels) over one labelled set, for `npm run bench -- matching`.

usage: splinkRun.py SET_DIR OUT_DIR. Writes unsupervised-KIND.jsonl and labelled-KIND.jsonl in the matcher's own output
format, and prints one JSON line with seconds, peak memory and the pairs compared.

Settings are what a careful user would write from the documentation: names by Jaro-Winkler, texts by the share of words in
common, amounts by percentage, dates by days, term frequencies for organizations; blocking on organization pairs, places
and months, amounts and years. With labels, m is estimated from the labelled pairs of the other half of the records, so
that no pair is scored by a model that saw it.
"""
import gzip
import hashlib
import json
import re
import resource
import sys
import time
import unicodedata

import pyarrow as pa
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink import DuckDBAPI

EUROS = {"USD": 0.8, "GBP": 1.2, "CAD": 0.65, "AUD": 0.65, "JPY": 0.007, "CHF": 0.85, "SEK": 0.105, "NOK": 0.12, "DKK": 0.134}
LABELS = {"duplicate-record": "duplicate", "overlapping-effort": "overlap"}


def lines(path):
    with gzip.open(path, "rt", encoding="utf8") as file:
        return [json.loads(line) for line in file]


def folded(text):
    plain = unicodedata.normalize("NFKD", text or "").lower()
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def words(text):
    return sorted({word for word in folded(text).split() if len(word) > 3})


def column(row):
    amount = row.get("amount")
    euros = None if amount is None else float(amount) * EUROS.get(row.get("currency"), 1.0)
    start, end = row.get("start_date"), row.get("end_date")
    title = words(row.get("title"))
    return {
        "unique_id": row["id"],
        "provider": folded(row.get("partner")) or None,
        "implementer": folded(row.get("implementing_partner")) or None,
        "beneficiary": folded(row.get("beneficiary")) or None,
        "title": folded(row.get("title")) or None,
        "title_words": title or None,
        "body_words": words((row.get("title") or "") + " " + (row.get("description") or ""))[:200] or None,
        "amount": euros,
        "bucket": None if not euros else str(len(str(int(euros)))) + str(int(euros))[:1],
        "start_date": start,
        "end_date": end,
        "month": start[:7] if start else None,
        "year": start[:4] if start else None,
        "country": row.get("country"),
        "city": folded(row.get("location")) or None,
        "area": folded(row.get("priority_area")) or None,
        "modality": folded(row.get("modality")) or None,
        "view": row.get("source"),
    }


TEXTS = pa.list_(pa.string())
SCHEMA = pa.schema(
    [
        (name, TEXTS if name.endswith("_words") else pa.float64() if name == "amount" else pa.string())
        for name in column({"id": ""})
    ]
)


def words_in_common(name, levels):
    share = f"len(list_intersect({name}_l, {name}_r)) * 2.0 / (len({name}_l) + len({name}_r))"
    return cl.CustomComparison(
        output_column_name=name,
        comparison_levels=[
            cll.NullLevel(name),
            *[cll.CustomLevel(f"{share} >= {level}", label_for_charts=f"{level} of the words") for level in levels],
            cll.ElseLevel(),
        ],
    )


def settings(blocking):
    days = lambda name: cl.CustomComparison(
        output_column_name=name,
        comparison_levels=[
            cll.NullLevel(name),
            cll.ExactMatchLevel(name),
            *[
                cll.CustomLevel(
                    f"abs(date_diff('day', try_cast({name}_l as date), try_cast({name}_r as date))) <= {most}",
                    label_for_charts=f"within {most} days",
                )
                for most in (7, 31, 120)
            ],
            cll.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("provider", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("implementer", [0.92, 0.8]),
            cl.JaroWinklerAtThresholds("beneficiary", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            words_in_common("title_words", [0.95, 0.6, 0.3]),
            words_in_common("body_words", [0.8, 0.5, 0.25]),
            cl.CustomComparison(
                output_column_name="amount",
                comparison_levels=[
                    cll.NullLevel("amount"),
                    cll.ExactMatchLevel("amount"),
                    cll.PercentageDifferenceLevel("amount", 0.02),
                    cll.PercentageDifferenceLevel("amount", 0.15),
                    cll.PercentageDifferenceLevel("amount", 0.5),
                    cll.ElseLevel(),
                ],
            ),
            days("start_date"),
            days("end_date"),
            cl.ExactMatch("country"),
            cl.JaroWinklerAtThresholds("city", [0.9]),
            cl.JaroWinklerAtThresholds("area", [0.9]),
            cl.ExactMatch("modality"),
        ],
        blocking_rules_to_generate_predictions=blocking,
        probability_two_random_records_match=0.0005,
        # Left to converge, rare levels run into underflow, which Splink 5 refuses.
        max_iterations=8,
        retain_matching_columns=False,
    )


BLOCKING = [
    block_on("country", "year"),
    block_on("provider", "year"),
    block_on("beneficiary", "year"),
    block_on("implementer", "year"),
    block_on("bucket", "year"),
    block_on("title"),
]
TRAINING = [block_on("provider", "start_date"), block_on("beneficiary", "start_date"), block_on("country", "amount")]


def half(record):
    return hashlib.md5(record.encode()).digest()[0] % 2


def write(path, kind, scores):
    with open(path, "w", encoding="utf8") as file:
        for (a, b), score in scores.items():
            file.write(json.dumps({"a": a, "b": b, "kind": kind, "score": score}) + "\n")


def predict(linker):
    frame = linker.inference.predict(threshold_match_probability=0.001)
    rows = frame.as_record_list()
    return {(row["unique_id_l"], row["unique_id_r"]): row["match_probability"] for row in rows}


def trained(database, table, blocking, seed=1):
    linker = Linker(database.register(table, table_name=f"records_{seed}"), settings(blocking), log_level="ERROR")
    linker.training.estimate_u_using_random_sampling(max_pairs=3e5, seed=seed)
    return linker


def unsupervised(table):
    linker = trained(DuckDBAPI(), table, BLOCKING)
    for rule in TRAINING:
        # A rule that brings too few pairs together cannot train: Splink says so, and the next one may.
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        except Exception as reason:
            print(f"{rule}: {reason}", file=sys.stderr)
    return predict(linker)


def labelled(table, pairs, prior):
    """Each half of the pairs is scored by a model whose m comes from the labels of the other half."""
    scores = {}
    for fold in (0, 1):
        database = DuckDBAPI()
        linker = trained(database, table, BLOCKING, seed=fold + 2)
        learnt = [(a, b) for a, b in pairs if half(a) != fold and half(b) != fold]
        columns = {"unique_id_l": [a for a, _ in learnt], "unique_id_r": [b for _, b in learnt]}
        linker.training.estimate_m_from_pairwise_labels(database.register(pa.table(columns), table_name="labels"))
        linker._settings_obj._probability_two_random_records_match = prior
        scores.update({(a, b): score for (a, b), score in predict(linker).items() if half(min(a, b)) == fold})
    return scores


def main(folder, out):
    began = time.time()
    rows = lines(folder + "/records.jsonl.gz")
    table = pa.Table.from_pylist([column(row) for row in rows], SCHEMA)
    pairs = lines(folder + "/pairs.jsonl.gz")
    scores = unsupervised(table)
    for kind in LABELS:
        write(f"{out}/unsupervised-{kind}.jsonl", kind, scores)
    after = time.time()
    for kind, label in LABELS.items():
        gold = [(pair["a"], pair["b"]) for pair in pairs if pair["label"] == label]
        if len(gold) >= 20:
            prior = len(gold) * 2 / (len(rows) * (len(rows) - 1))
            write(f"{out}/labelled-{kind}.jsonl", kind, labelled(table, gold, prior))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": after - began, "labelledSeconds": time.time() - after, "megabytes": memory, "pairs": len(scores)}))


main(*sys.argv[1:])
