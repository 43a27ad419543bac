/* Days and durations, as in kept.dates: months first, then days. */
#ifndef KEPT_DAYS_H
#define KEPT_DAYS_H

#include "kept.h"

/* Howard Hinnant, chrono-compatible low-level date algorithms: exact for the whole calendar. */
static void civil_of(i32 ordinal, i32 *year, i32 *month, i32 *day) {
    i32 z = ordinal + 305; /* days since 0000-03-01 */
    i32 era = z / 146097, doe = z - era * 146097;
    i32 yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    i32 doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    *day = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

static i32 ordinal_of(i32 year, i32 month, i32 day) {
    i32 y = year - (month <= 2), era = y / 400, yoe = y - era * 400;
    i32 doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 305;
}

static i32 month_length(i32 year, i32 month) {
    static const i32 lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    i32 leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return lengths[month - 1] + leap;
}

static void fail(State *it) { __atomic_store_n(&it->failed, 1, __ATOMIC_RELAXED); }

static i32 checked_day(State *it, i64 day) {
    if (day >= FIRST_DAY && day <= NEVER) return (i32)day;
    fail(it);
    return NEVER;
}

/* The same day of the month so many months later. */
static i32 add_months(State *it, i32 from, i32 months, i32 *clipped) {
    i32 year, month, day, length;
    *clipped = 0;
    if (!months) return from;
    civil_of(from, &year, &month, &day);
    i64 all = (i64)year * 12 + month - 1 + months;
    if (all / 12 > 9999) return checked_day(it, (i64)NEVER + 1);
    year = (i32)(all / 12), month = (i32)(all % 12) + 1, length = month_length(year, month);
    if (day > length) {
        if (!it->calendar.clip) fail(it);
        *clipped = 1, day = length;
    }
    return ordinal_of(year, month, day);
}

static i32 add(State *it, i32 from, i32 months, i32 days) {
    i32 clipped;
    return checked_day(it, (i64)add_months(it, from, months, &clipped) + days);
}

/* The last day on which "within a duration of a day" is still met. */
static i32 deadline(State *it, i32 from, i32 months, i32 days) {
    i32 clipped, reached;
    if (!it->calendar.inclusive) return add(it, from, months, days);
    reached = add_months(it, from, months, &clipped);
    return checked_day(it, (i64)reached + days - (clipped ? 0 : 1));
}

#endif
