package quantity

import "strings"

// coordinate returns the end of the geographic latitude or longitude that begins at byte i, 0 if there is
// none: 48°51'30"N, 48° 51.5′ N, 48.858°N. It is a place and no angle: degrees, then minutes and seconds if
// any, and always a point of the compass.
func coordinate(text string, i int) int {
	at, ok := decimalAt(text, i)
	if !ok || !strings.HasPrefix(text[at:], "°") {
		return 0
	}
	at += len("°")
	for _, marks := range [][]string{{"'", "′", "’"}, {"\"", "″", "”", "''"}} {
		end, ok := decimalAt(text, blank(text, at))
		if !ok {
			continue
		}
		mark := prefixOf(text[end:], marks)
		if mark == 0 {
			return 0
		}
		at = end + mark
	}
	at = blank(text, at)
	if at >= len(text) || strings.IndexByte("NSEW", text[at]) < 0 || at+1 < len(text) && (isLetter(text[at+1]) || isDigit(text[at+1])) {
		return 0
	}
	return at + 1
}

// decimalAt returns the end of the digits at i, with decimals, and whether there are any.
func decimalAt(text string, i int) (int, bool) {
	end, n := run(text, i)
	if n == 0 || n > 3 {
		return i, false
	}
	if end+1 < len(text) && text[end] == '.' && isDigit(text[end+1]) {
		end, n = run(text, end+1)
	}
	return end, n <= 12
}

// blank returns the position behind a blank at i, if there is one.
func blank(text string, i int) int {
	if i < len(text) {
		return i + spaceAt(text, i)
	}
	return i
}

func prefixOf(text string, prefixes []string) int {
	for _, p := range prefixes {
		if strings.HasPrefix(text, p) {
			return len(p)
		}
	}
	return 0
}
