package quantity

// colonRatio reads a ratio with a colon, 3:1. A clock time has two digits behind it and was read before.
func (s *scanner) colonRatio(i int) int {
	text := s.text
	end, n := run(text, i)
	if n == 0 || n > 4 || end+1 >= len(text) || text[end] != ':' || !isDigit(text[end+1]) {
		return 0
	}
	last, m := run(text, end+1)
	if m > 4 || last < len(text) && (text[last] == ':' || isLetter(text[last])) {
		return 0
	}
	q := Quantity{Start: i, End: last, NumStart: i, NumEnd: last, Kind: Ratio, Of: -1}
	q.Num, q.Den = int64(smallInt(text[i:end])), int64(smallInt(text[end+1:last]))
	if q.Den == 0 {
		return s.code(i, last)
	}
	return s.emit(q)
}

// clock reads a time of day: 10:45, 1:02:30, 5am, 10.45pm, 5 a.m., 11 o'clock, 1100 GMT. A ratio like 3:1
// has one digit behind the colon.
func (s *scanner) clock(i int) int {
	text := s.text
	end, n := run(text, i)
	if n == 0 || n > 4 {
		return 0
	}
	hour, minute, second := smallInt(text[i:end]), 0, 0
	colons := 0
	if n <= 2 {
		for colons < 2 && end+2 < len(text) && text[end] == ':' && isDigit(text[end+1]) && isDigit(text[end+2]) && (end+3 >= len(text) || !isDigit(text[end+3])) {
			v := smallInt(text[end+1 : end+3])
			if v > 59 {
				return 0
			}
			if colons == 0 {
				minute = v
			} else {
				second = v
			}
			colons++
			end += 3
		}
	}
	at := end
	if colons == 0 && n <= 2 && end+2 < len(text) && text[end] == '.' && isDigit(text[end+1]) && isDigit(text[end+2]) && (end+3 >= len(text) || !isDigit(text[end+3])) {
		at = end + 3 // 10.45pm
	}
	if at < s.tok(0).end {
		return 0 // 7.3
	}
	k := s.tokenAfter(0, at)
	t := s.tok(k)
	if at < len(text) && t.start != at && t.gap == glued {
		t = &endToken
	}
	half := t.kind == tokWord && (t.id() == wAM || t.id() == wPM) && t.gap != hyphen
	switch {
	case half && hour <= 12:
		if at > end {
			minute = smallInt(text[end+1 : end+3])
		}
		if t.id() == wPM && hour < 12 {
			hour += 12
		} else if t.id() == wAM && hour == 12 {
			hour = 0
		}
		return s.time(i, t.end, hour, minute, second, colons)
	case colons > 0:
		if end+1 < len(text) && text[end] == '.' && isDigit(text[end+1]) { // 2:41.36, a race
			if last, digits := run(text, end+1); digits <= 3 {
				end = last
			}
		}
		return s.time(i, end, hour, minute, second, colons)
	case n == 4 && hour < 2400 && hour%100 < 60 && t.kind == tokWord && t.gap == space && (text[t.start:t.end] == "GMT" || text[t.start:t.end] == "UTC" || text[t.start:t.end] == "hours" && s.yearLikeTime(hour)):
		return s.time(i, t.end, hour/100, hour%100, 0, 1)
	case n <= 2 && t.kind == tokWord && t.gap == space && (text[t.start:t.end] == "o'clock" || text[t.start:t.end] == "o’clock"):
		return s.time(i, t.end, hour, 0, 0, 0)
	}
	return 0
}

// yearLikeTime says that four digits before "hours" are a time of day: "at 0630 hours".
func (s *scanner) yearLikeTime(v int) bool { return s.text[s.tok(0).start] == '0' }

// time emits a time of day. From holds hour, minute and second.
func (s *scanner) time(start, end, hour, minute, second, colons int) int {
	return s.emit(Quantity{Start: start, End: end, NumStart: start, NumEnd: end, Kind: Time, From: Day{hour, minute, second}, Of: -1})
}
