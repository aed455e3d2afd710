package quantity

// Some signs name two things, and some are words besides. What stands around the number tells them apart, as it
// does for a reader.

// A rival is a unit that a sign names where the words near the number speak for it; elsewhere the sign names the
// unit it is listed under, or is a letter.
type rival struct {
	sign string
	unit *unitID
	near string // beginnings of words that speak for it
	not  string // and against it
}

var rivals = []rival{
	{"A", &unitAmpere, "current fuse circuit socket charger volt batter breaker", ""},
	{"C", &unitCoulomb, "coulomb capacit electron", "temperat"},
	{"F", &unitFarad, "capacit", "temperat"},
	{"T", &unitTesla, "magnet mri field scanner", ""},
	{"kn", &unitKuna, "kuna croat zagreb ticket cost pric pay paid fee bill salar wage", ""},
	{"kt", &unitKilotonne, "yield bomb warhead explosi emission carbon ore cargo", ""},
	{"mb", &unitMegabyte, "file download upload email attachment data storage memory disk image photo", ""},
}

// screen speaks for the name of a picture format, 1080p or 4K, where other words make pence or thousands of it.
var screen = rival{near: "video displa screen resolution stream camera footage tv hd broadcast webcam monitor footage pixel", not: "share price cost pay sell sold"}

// rivalOf returns the rival that a sign stands for here, 0 if it has none or nothing speaks for it.
func (s *scanner) rivalOf(sign string, next int) unitID {
	if len(sign) > 2 {
		return 0
	}
	for i := range rivals {
		if r := &rivals[i]; r.sign == sign && s.near(r, next) {
			return *r.unit
		}
	}
	return 0
}

// near says that a word for the rival stands beside the number, and none against it nearer.
func (s *scanner) near(r *rival, next int) bool {
	for k := range maxBehind {
		switch b := s.back(k); {
		case b.kind != tokWord:
		case s.begins(b, r.near):
			return true
		case s.begins(b, r.not):
			return false
		}
	}
	for k := next; k < next+4; k++ {
		if t := s.tok(k); t.kind == tokWord && s.begins(t, r.near) {
			return true
		}
	}
	return false
}

// begins says that a word begins with one of the stems, which blanks separate.
func (s *scanner) begins(t *token, stems string) bool {
	w := s.lower(t.start, t.end)
	for len(stems) > 0 {
		n := 0
		for n < len(stems) && stems[n] != ' ' {
			n++
		}
		if len(w) >= n && w[:n] == stems[:n] {
			return true
		}
		stems = stems[min(n+1, len(stems)):]
	}
	return false
}

// letterTime reads the hour, second, day or year written as one letter behind a blank. Each is a letter or a
// word elsewhere, so a preposition of time must stand before the number and no noun behind the letter, as one
// must behind the article: "stirred for 2 h at 80 °C", "in 10 a and", but "for 10 a day".
func (s *scanner) letterTime(w string, next int) unitID {
	k := 0
	for s.back(k).is(cSoft) && k < 2 {
		k++
	}
	switch s.back(k).id() {
	case wFor, wIn, wAfter, wWithin, wEvery, wDuring:
	default:
		return 0
	}
	if t := s.tok(next); t.kind == tokWord && !t.is(cStop) || t.is(cDeterminer) || t.kind == tokMark && t.mark == '.' && s.tok(next+1).kind == tokWord && s.tok(next+1).gap == glued {
		return 0
	}
	switch w {
	case "h":
		return unitHour
	case "s":
		return unitSecond
	case "d":
		return unitDay
	case "a":
		return unitYear
	}
	return 0
}
