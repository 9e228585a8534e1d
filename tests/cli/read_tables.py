"""Reads a directory that `casus run --out` or `casus compare --out` wrote, and holds its tables against its JSON: the same numbers
to the last digit."""
import csv
import json
import pathlib
import sys

directory = pathlib.Path(sys.argv[1])
document = json.loads((directory / 'result.json').read_text(encoding='utf-8'))


def table(name):
    with open(directory / name, newline='', encoding='utf-8') as file:
        lines = list(csv.reader(file, strict=True))
    header = lines[0]
    assert len(set(header)) == len(header), name
    assert all(len(line) == len(header) for line in lines), name
    return [dict(zip(header, line)) for line in lines[1:]]


def rows_of(subject, name):
    return [row for row in table(name) if row['scenario'] == subject]


def number(field):
    return None if field == '' else float(field)


def same(found, wanted, what):
    assert found == wanted, f'{what}: {found} in the table, {wanted} in the JSON'


def check_outcomes(subject, result):
    rows = rows_of(subject, 'outcomes.csv')
    same([row['outcome'] for row in rows], list(result['outcomes']), 'outcomes')
    for row, outcome in zip(rows, result['outcomes'].values()):
        same(row['kind'], outcome['kind'], row['outcome'])
        same(int(row['trials']), outcome['trials'], row['outcome'])
        for name in ['probability', 'mean', 'se', 'sd']:
            same(number(row[name]), outcome.get(name), row['outcome'])
        for quantile in ['p05', 'p25', 'p50', 'p75', 'p95']:
            same(number(row[quantile]), (outcome.get('quantiles') or {}).get(quantile), row['outcome'])
        same([number(row['ci95_low']), number(row['ci95_high'])], outcome['ci95'] or [None, None], row['outcome'])
        same(row['hits'], str(outcome.get('hits', '')), row['outcome'])
        for quantile, day in outcome.get('first_passage_days', {}).items():
            same(number(row['first_passage_' + quantile]), day, row['outcome'])


def check_curves(subject, result):
    rows = rows_of(subject, 'curves.csv')
    for name, outcome in result['outcomes'].items():
        curve = outcome.get('curve', {'date': [], 'day': [], 'probability': []})
        own = [row for row in rows if row['outcome'] == name]
        same([row['date'] for row in own], curve['date'], name)
        same([number(row['day']) for row in own], curve['day'], name)
        same([number(row['probability']) for row in own], curve['probability'], name)
        for row in own:
            same(int(row['hits']) / int(row['trials']), number(row['probability']), name)


def check_ladders(subject, result):
    rows = iter(rows_of(subject, 'ladders.csv'))
    for name, ladder in result['ladders'].items():
        for day, shares in zip(ladder['day'], ladder['occupancy']):
            for level, (rung, share) in enumerate(zip(ladder['rungs'], shares)):
                row = next(rows)
                same([row['ladder'], row['rung'], int(row['level'])], [name, rung, level], 'ladders')
                same([number(row['day']), number(row['occupancy'])], [day, share], name)
                same(int(row['trials']), result['trajectories'], name)
    same(next(rows, None), None, 'ladders')


def check_drivers(subject, result):
    rows = iter(rows_of(subject, 'drivers.csv'))
    for name, driver in result['drivers'].items():
        for point, day in enumerate(driver['day']):
            row = next(rows)
            same([row['driver'], number(row['day'])], [name, day], 'drivers')
            for column in ['mean', 'sd', 'p05', 'p50', 'p95']:
                same(number(row[column]), driver[column][point], name)
    same(next(rows, None), None, 'drivers')


def check_triggers(subject, result):
    rows = rows_of(subject, 'triggers.csv')
    same([row['trigger'] for row in rows], list(result['triggers']), 'triggers')
    for row, trigger in zip(rows, result['triggers'].values()):
        for column in ['mean_count', 'se', 'share_fired']:
            same(number(row[column]), trigger[column], row['trigger'])
    marks = {}
    for row in rows_of(subject, 'marks.csv'):
        mark = marks.setdefault(row['trigger'], {}).setdefault(row['mark'], {})
        if row['category']:
            mark[row['category']] = number(row['share'])
        else:
            mark.update(mean=number(row['mean']), sd=number(row['sd']))
    same(marks, {name: trigger['marks'] for name, trigger in result['triggers'].items() if trigger['marks']}, 'marks')


def check_differences(whatif, differences):
    rows = rows_of(whatif, 'differences.csv')
    same([row['outcome'] for row in rows], list(differences), whatif)
    for row, difference in zip(rows, differences.values()):
        for column in ['difference', 'se', 'correlation', 'variance_ratio']:
            same(number(row[column]), difference[column], whatif)
        same([number(row['ci95_low']), number(row['ci95_high'])], difference['ci95'] or [None, None], whatif)
        ratio = difference['relative'] or {'ratio': None, 'ci95': [None, None]}
        same(number(row['ratio']), ratio['ratio'], whatif)
        same([number(row['ratio_ci95_low']), number(row['ratio_ci95_high'])], ratio['ci95'], whatif)
        same(int(row['changed']), difference['changed'], whatif)
        same(row['doubt'], difference['doubt'] or '', whatif)


def check_ladder_differences(whatif, ladders):
    rows = iter(rows_of(whatif, 'ladder_differences.csv'))
    for name, ladder in ladders.items():
        for day, differences, errors in zip(ladder['day'], ladder['difference'], ladder['se']):
            for rung, difference, error in zip(ladder['rungs'], differences, errors):
                row = next(rows)
                same([row['ladder'], row['rung'], number(row['day'])], [name, rung, day], whatif)
                same([number(row['difference']), number(row['se'])], [difference, error], whatif)
    same(next(rows, None), None, whatif)


def check_manifest(baseline):
    manifest = json.loads((directory / 'manifest.json').read_text(encoding='utf-8'))
    for name in ['seed', 'trajectories', 'worlds']:
        same(manifest[name], baseline[name], name)
    same(manifest['casus'], document['casus'], 'version')
    same(manifest['scenario']['fingerprint'], baseline['fingerprint'], 'fingerprint')
    sizes = {path.name: path.stat().st_size for path in directory.iterdir() if path.name != 'manifest.json'}
    same({file['name']: file['bytes'] for file in manifest['files']}, sizes, 'files')


baseline = document.get('baseline', document)
subjects = {baseline['scenario']: baseline, **document.get('whatifs', {})}
for name in ['outcomes.csv', 'curves.csv', 'ladders.csv', 'joint.csv', 'drivers.csv', 'triggers.csv', 'marks.csv']:
    assert {row['scenario'] for row in table(name)} <= set(subjects), name
for subject, result in subjects.items():
    for check in [check_outcomes, check_curves, check_ladders, check_drivers, check_triggers]:
        check(subject, result)
for whatif, differences in document.get('differences', {}).items():
    check_differences(whatif, differences)
    check_ladder_differences(whatif, document['ladder_differences'][whatif])
check_manifest(baseline)
