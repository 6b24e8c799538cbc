"""Works out the sessions of random schedules once more, with dateutil, and compares.

Nothing here is taken over from core/activity: rules go through dateutil, local time through zoneinfo, Easter is
dateutil's, and school holidays are written as week numbers.
usage: compare.py PRINT_OCCURRENCES [SEED [RULES]]
"""
import collections
import datetime
import json
import subprocess
import sys
import zoneinfo

from dateutil.easter import easter
from dateutil.rrule import rrulestr

AMSTERDAM = zoneinfo.ZoneInfo("Europe/Amsterdam")
MOST = 500  # kMaxOccurrences
DAY = datetime.timedelta(days=1)

# Of the school year that begins in a year: autumn, Christmas, spring, May, summer; the number of the first week, by
# region. One week, two, one, one and six, with the Saturday and Sunday before.
SCHOOL_WEEKS = {
    2025: {"noord": (43, 52, 9, 18, 28), "midden": (43, 52, 8, 18, 30), "zuid": (42, 52, 8, 18, 29)},
    2026: {"noord": (42, 52, 8, 17, 28), "midden": (43, 52, 8, 17, 29), "zuid": (43, 52, 7, 17, 30)},
    2027: {"noord": (42, 52, 8, 18, 29), "midden": (42, 52, 9, 18, 28), "zuid": (43, 52, 9, 18, 30)},
    2028: {"noord": (42, 52, 8, 18, 30), "midden": (43, 52, 8, 18, 28), "zuid": (43, 52, 7, 18, 29)},
    2029: {"noord": (43, 52, 8, 18, 30), "midden": (43, 52, 9, 18, 29), "zuid": (42, 52, 9, 18, 28)},
}
REGIONS = {
    "GM0150": ["noord"], "GM0344": ["midden"], "GM0772": ["zuid"], "GM0244": ["noord"],
    "GM0736": ["noord", "midden"], "GM1955": ["midden", "zuid"], "GM9999": ["noord", "midden", "zuid"],
}


def school_holidays():
    days = collections.defaultdict(set)
    for year, regions in SCHOOL_WEEKS.items():
        for region, weeks in regions.items():
            for place, (week, length) in enumerate(zip(weeks, (1, 2, 1, 1, 6))):
                monday = datetime.date.fromisocalendar(year if place < 2 else year + 1, week, 1)
                for number in range(-2, 7 * length):
                    days[region].add(monday + number * DAY)
    return days


SCHOOL_HOLIDAYS = school_holidays()


def is_public_holiday(day):
    king = datetime.date(day.year, 4, 27)
    if king.weekday() == 6:
        king -= DAY
    after = (day - easter(day.year)).days
    return day == king or (day.month, day.day) in ((1, 1), (5, 5), (12, 25), (12, 26)) or after in (0, 1, 39, 49, 50)


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def until_of(text, start_minutes):
    """The last date of a rule with this UNTIL, by local time."""
    day = datetime.date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    if len(text) == 8:
        return day
    moment = datetime.datetime(day.year, day.month, day.day, int(text[9:11]), int(text[11:13]), int(text[13:15]))
    if text.endswith("Z"):
        moment = moment.replace(tzinfo=datetime.timezone.utc).astimezone(AMSTERDAM).replace(tzinfo=None)
    return moment.date() if start_minutes <= moment.hour * 60 + moment.minute else moment.date() - DAY


def rule_days(rule, first, last):
    parts = dict(part.split("=", 1) for part in rule["rrule"].split(";"))
    start = datetime.date.fromisoformat(rule["start_date"]) if "start_date" in rule else None
    if start is None:
        if parts["FREQ"] == "WEEKLY":
            parts.pop("INTERVAL", None)  # In which weeks is not known: any may be one.
        begin = datetime.date(first.year - 1, 1, 1)
    else:
        begin = start
    if "UNTIL" in parts:
        last = min(last, until_of(parts.pop("UNTIL"), minutes(rule["start_time"])))
    if "BYWEEKNO" in parts and not {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & parts.keys():
        parts["BYDAY"] = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[begin.weekday()]  # dateutil would take all seven.
    if last < begin:
        return []
    count = None
    if parts["FREQ"] == "WEEKLY" and "BYSETPOS" in parts:
        # dateutil would count positions in the first week from the start on; they are of the whole week.
        codes = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
        count = int(parts.pop("COUNT", 10**6))
        begin -= (begin.weekday() - codes.index(parts.get("WKST", "MO"))) % 7 * DAY
    if "COUNT" not in parts:
        parts["UNTIL"] = last.strftime("%Y%m%d")
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    days = []
    for moment in rrulestr(text, dtstart=datetime.datetime(begin.year, begin.month, begin.day)):
        if moment.date() > last:
            break
        if count is not None:
            if start is not None and moment.date() < start:
                continue
            count -= 1
            if count < 0:
                break
        if moment.date() >= first:
            days.append(moment.date())
    return days


def absolute(day, minute):
    """Seconds since the epoch; a time that is skipped is the end of the gap, of a doubled one it is the first."""
    wall = datetime.datetime(day.year, day.month, day.day) + datetime.timedelta(minutes=minute)
    there = wall.replace(tzinfo=AMSTERDAM).astimezone(datetime.timezone.utc)
    if there.astimezone(AMSTERDAM).replace(tzinfo=None) != wall:
        there = wall.replace(hour=3, minute=0, tzinfo=AMSTERDAM).astimezone(datetime.timezone.utc)
    return int(there.timestamp())


def sessions_of(activity, first, last):
    if "valid_from" in activity:
        first = max(first, datetime.date.fromisoformat(activity["valid_from"]))
    if "valid_until" in activity:
        last = min(last, datetime.date.fromisoformat(activity["valid_until"]))
    schedule = activity.get("schedule", {})
    found = set()
    names = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
    days = [first + number * DAY for number in range((last - first).days + 1)]
    for slot in schedule.get("weekly_slots", []):
        for day in days:
            if names[day.weekday()] == slot["day"]:
                found.add((day, minutes(slot["start_time"]), minutes(slot["end_time"])))
    for rule in schedule.get("recurrences", []):
        for day in rule_days(rule, first, last):
            found.add((day, minutes(rule["start_time"]), minutes(rule["end_time"])))
    for date in schedule.get("single_dates", []):
        day = datetime.date.fromisoformat(date["date"])
        if first <= day <= last:
            found.add((day, minutes(date["start_time"]), minutes(date["end_time"])))
    without = {datetime.date.fromisoformat(day) for day in schedule.get("exception_dates", [])}
    if schedule.get("pauses_on_public_holidays") == "TRISTATE_YES":
        without |= {day for day in days if is_public_holiday(day)}
    if schedule.get("pauses_in_school_holidays") == "TRISTATE_YES":
        for region in REGIONS[activity["name"].split("/")[1]]:
            without |= SCHOOL_HOLIDAYS[region]
    sessions = []
    for day, start, end in sorted(found):
        if day in without or len(sessions) == MOST:
            continue
        begin, finish = absolute(day, start), absolute(day, end)
        sessions.append([begin, finish if finish > begin else begin + (end - start) * 60])
    return sessions


def main():
    program = sys.argv[1]
    seed = sys.argv[2] if len(sys.argv) > 2 else "20261122"
    rules = sys.argv[3] if len(sys.argv) > 3 else "5000"
    print(f"seed {seed}, {rules} rules", flush=True)
    output = subprocess.run([program, seed, rules], stdout=subprocess.PIPE, check=True, text=True).stdout
    activities = sessions = wrong = 0
    kinds = collections.Counter()
    for line in output.splitlines():
        case = json.loads(line)
        expected = sessions_of(case["activity"], datetime.date.fromisoformat(case["first"]),
                               datetime.date.fromisoformat(case["last"]))
        activities += 1
        sessions += len(expected)
        for rule in case["activity"].get("schedule", {}).get("recurrences", []):
            kinds[rule["rrule"].split(";")[0][5:]] += 1
        if expected == case["sessions"]:
            continue
        wrong += 1
        if wrong <= 10:
            show = lambda pairs: [str(datetime.datetime.fromtimestamp(pair[0], AMSTERDAM))[:16] for pair in pairs][:8]
            print("DIFFERENT", json.dumps(case["activity"]), case["first"], case["last"])
            print("  only ours:", show([pair for pair in case["sessions"] if pair not in expected]))
            print("  only dateutil's:", show([pair for pair in expected if pair not in case["sessions"]]))
    print(f"{activities} activities, {sum(kinds.values())} rules {dict(kinds)}, {sessions} sessions, {wrong} different")
    enough = sum(kinds.values()) >= int(rules) and sessions > int(rules)
    if not enough:
        print("too few were compared")
    return 1 if wrong or not enough else 0


if __name__ == "__main__":
    sys.exit(main())
