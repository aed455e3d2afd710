package datasets

import (
	"fmt"
	"strings"
)

// checkTime holds a cell against a date, time or datetime field: ISO by default, or a pattern of the
// strptime kind (%d.%m.%Y) in "format".
func (f *Field) checkTime(s string) error {
	pattern := f.Format
	switch pattern {
	case "", "default", "any":
		pattern = map[string]string{"date": "%Y-%m-%d", "time": "%H:%M:%S", "datetime": "%Y-%m-%dT%H:%M:%S"}[f.Type]
		if f.Type != "date" {
			s = trimZone(s)
		}
	}
	if _, ok := scanTime(s, pattern); !ok {
		return fmt.Errorf("%q is not a %s: want %s", clip(s), f.Type, readablePattern(pattern))
	}
	return nil
}

// trimZone takes off the fraction of a second and the zone that ISO times may carry.
func trimZone(s string) string {
	s = strings.TrimSuffix(s, "Z")
	if i := strings.IndexByte(s, '.'); i > 0 {
		if j := i + 1; j < len(s) && strings.Trim(s[j:], "0123456789") == "" {
			return s[:i]
		}
	}
	if n := len(s); n > 6 && (s[n-6] == '+' || s[n-6] == '-') && s[n-3] == ':' {
		return s[:n-6]
	}
	return s
}

func readablePattern(p string) string {
	return strings.NewReplacer("%Y", "YYYY", "%y", "YY", "%m", "MM", "%d", "DD", "%H", "hh", "%M", "mm", "%S", "ss",
		"%B", "month name", "%b", "month name").Replace(p)
}

// A moment is what a time pattern finds.
type moment struct {
	year, month, day     int
	hour, minute, second int
}

// scanTime reads s by a pattern of %Y %y %m %d %H %M %S %b %B and literal characters.
func scanTime(s, pattern string) (moment, bool) {
	m := moment{year: 2000, month: 1, day: 1}
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '%' || i+1 == len(pattern) {
			if s == "" || s[0] != pattern[i] {
				return m, false
			}
			s = s[1:]
			continue
		}
		i++
		rest, ok := m.scan(pattern[i], s)
		if !ok {
			return m, false
		}
		s = rest
	}
	_, dated := NewDay(m.year, m.month, m.day)
	return m, s == "" && dated && m.hour < 24 && m.minute < 60 && m.second <= 60
}

func (m *moment) scan(verb byte, s string) (rest string, ok bool) {
	number := func(width int, dst *int) bool {
		v, ok := digitsAt(s, 0, width)
		*dst, rest = v, s[min(width, len(s)):]
		return ok
	}
	switch verb {
	case 'Y':
		ok = number(4, &m.year)
	case 'y':
		ok = number(2, &m.year)
		if m.year += 1900; m.year < 1969 { // as strptime has it
			m.year += 100
		}
	case 'm':
		ok = number(2, &m.month)
	case 'd':
		ok = number(2, &m.day)
	case 'H':
		ok = number(2, &m.hour)
	case 'M':
		ok = number(2, &m.minute)
	case 'S':
		ok = number(2, &m.second)
	case 'b', 'B':
		n := 0
		for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || s[n] == '.') {
			n++
		}
		m.month, ok = monthNamed(s[:n])
		rest = s[n:]
	case '%':
		rest, ok = strings.CutPrefix(s, "%")
	}
	return rest, ok
}

var monthNames = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september",
	"october", "november", "december"}

// monthNamed reads a month's English name or an abbreviation of three letters or more, with or without a point.
func monthNamed(s string) (int, bool) {
	s = strings.ToLower(strings.TrimSuffix(s, "."))
	if len(s) < 3 {
		return 0, false
	}
	for i, name := range monthNames {
		if strings.HasPrefix(name, s) {
			return i + 1, true
		}
	}
	return 0, false
}

// isoDuration says whether s is an ISO 8601 duration: P1Y2M, P3W, PT12H, P1DT0.5S.
func isoDuration(s string) bool {
	s = strings.TrimPrefix(s, "-")
	rest, ok := strings.CutPrefix(s, "P")
	if !ok || rest == "" {
		return false
	}
	date, clock, timed := strings.Cut(rest, "T")
	if timed && clock == "" {
		return false
	}
	return durationParts(date, "YMWD") && durationParts(clock, "HMS")
}

func durationParts(s, units string) bool {
	for s != "" {
		n := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ',' })
		if n <= 0 {
			return false
		}
		i := strings.IndexByte(units, s[n])
		if i < 0 {
			return false
		}
		units, s = units[i+1:], s[n+1:]
	}
	return true
}
