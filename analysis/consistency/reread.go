package consistency

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recount/analysis/number"
	"recount/analysis/quantity"
)

// Numbers that only their place in a passage tells: "a quarter" is a fraction beside a count and three
// months in a balance sheet; "one household in six" is a share, and so is "by another fifth"; in "by 20
// percent to 693" the two numbers are an amount and a level, and no range.

// reread pushes the number that begins at offset i if it has to be read by its place. The quantity that
// begins next is c.qs[q]. It returns where the number ends.
func (p *passage) reread(i, q, to int) (end int, ok bool) {
	if q < to && p.c.qs[q].Start == i {
		if end, ok = p.someIn(q, to); ok {
			return end, true
		}
		if end, ok = p.everySecond(q); ok {
			return end, true
		}
		return p.oneIn(q, to)
	}
	rest := p.c.text[i:p.end]
	if !strings.HasPrefix(rest, "a ") && !strings.HasPrefix(rest, "A ") && !strings.HasPrefix(rest, "one ") && !strings.HasPrefix(rest, "another ") {
		return 0, false
	}
	if end, ok := p.fullPoint(i); ok {
		return end, true
	}
	return p.bareFraction(i)
}

// gapped takes the number of "Spain won 12 medals, Italy 9 and France 14" for the count that it is: behind a count and
// a comma or "and", a name and a number, and then no more.
func (p *passage) gapped(q *quantity.Quantity) *quantity.Quantity {
	n := len(p.tokens)
	if q.Kind != quantity.Identifier || q.Code || !q.Value.IsInteger() || n < 3 {
		return q
	}
	name := p.tokens[n-1]
	if first, _ := utf8.DecodeRuneInString(p.c.text[name.start:]); name.word == "" || !unicode.IsUpper(first) || p.mark(n-2) != ',' && p.word(n-2) != "and" {
		return q
	}
	if strings.Contains(p.c.text[q.End:min(q.End+60, p.end)], p.c.text[name.start:name.end]+" ") {
		return q // Company 9 and Company 14
	}
	for j := n - 2; j >= 0 && j > n-8; j-- {
		if p.word(j) == name.word {
			return q
		}
	}
	if next := strings.TrimLeft(p.c.text[q.End:p.end], " "); next != "" && strings.IndexByte(",.;:)", next[0]) < 0 && !strings.HasPrefix(next, "and ") {
		return q
	}
	k := n - 3
	if p.mark(k) == ',' {
		k-- // …, and France 14
	}
	for k >= 0 && p.tokens[k].word != "" && p.at(k) == nil && k > n-6 { // the noun of the count before
		k--
	}
	if t := p.at(k); t == nil || t.class != count || t.Ranged || t.Den > 0 || p.sentence(k) != p.sentence(n-1) {
		return q
	}
	item := *q
	item.Kind = quantity.Count
	return &item
}

// fullPoint reads "a percentage point" and "a full percentage point" as one, which half a point is not.
func (p *passage) fullPoint(i int) (int, bool) {
	for _, form := range []string{"a percentage point", "a full percentage point", "one full percentage point", "a whole percentage point"} {
		end := i + len(form)
		if p.c.text[i]|0x20 != form[0] || end > p.end || !strings.EqualFold(p.c.text[i:end], form) || p.num(len(p.tokens)-1) != nil {
			continue
		}
		f := quantity.Quantity{Start: i, End: end, NumStart: i, NumEnd: i + 1, CountedStart: end, CountedEnd: end, Kind: quantity.Change, Spelled: true, Value: number.New(10, -1), Unit: "percentage point", Of: -1}
		p.pushTerm(p.newTerm(&f, len(p.tokens)))
		return end, true
	}
	return 0, false
}

// fractionWords are the fractions that "another" and "a" may stand before.
var fractionWords = map[string]int64{"quarter": 4, "third": 3, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "half": 2}

// bareFraction reads "a quarter" where it restates or measures: in apposition, behind "by" and "or",
// before a word of comparison; and any fraction behind "by another".
func (p *passage) bareFraction(i int) (int, bool) {
	text := p.c.text
	word, rest := nextWord(text[i:p.end])
	name, _ := nextWord(rest)
	den := fractionWords[lower(name)]
	if den == 0 {
		return 0, false
	}
	end := p.end - len(rest) + len(name)
	n := len(p.tokens)
	switch lower(word) {
	case "another":
		if p.word(n-1) != "by" {
			return 0, false
		}
	case "a", "one":
		before := p.word(n - 1)
		after, _ := nextWord(text[end:p.end])
		free := before == "by" || before == "or" || before == "is" || before == "just" || before == "about" || before == "than" || before == "exactly" || before == "of" && changeWords.nouns(p.word(n-2)) || p.mark(n-1) == '-' || p.mark(n-1) == '(' || p.mark(n-1) == ','
		closed := end >= p.end || strings.IndexByte(",.;:)?!", text[end]) >= 0 || after == "" || p.opensVerb(lower(after))
		if den != 4 || !(free && closed) && changeWords[lower(after)].sort != comparative {
			return 0, false
		}
	default:
		return 0, false
	}
	f := quantity.Quantity{Start: i, End: end, NumStart: i, NumEnd: end, CountedStart: end, CountedEnd: end, Kind: quantity.Share, Spelled: true, Num: 1, Den: den, Unit: "fraction", Of: -1}
	p.pushTerm(p.newTerm(&f, n))
	return end, true
}

// opensVerb says whether a word behind a fraction is a verb or the beginning of another phrase.
func (p *passage) opensVerb(w string) bool {
	switch w {
	case "are", "were", "is", "was", "have", "had", "has", "said", "did", "do", "to", "from", "and", "but":
		return true
	}
	return false
}

// someIn reads "20 in 10,000" in apposition as the share that it is.
func (p *passage) someIn(q, to int) (int, bool) {
	if q+1 >= to {
		return 0, false
	}
	some, many := &p.c.qs[q], &p.c.qs[q+1]
	k, whole := some.Value.Coefficient()
	d, fine := many.Value.Coefficient()
	n := len(p.tokens)
	free := p.word(n-1) == "or" || p.word(n-1) == "is" || p.mark(n-1) == '(' || p.mark(n-1) == ',' && p.word(n-2) == "is"
	if !free || some.Kind != quantity.Count || many.Kind != quantity.Count || some.Ranged || many.Ranged || some.Den > 0 || many.Den > 0 || !whole || !fine || some.Value.Place() != 0 ||
		some.Counted != "" || some.Unit != "" || d < 1000 || k >= d || many.Hedge != number.None || strings.TrimSpace(p.c.text[some.End:many.Start]) != "in" {
		return 0, false
	}
	for ; d%10 == 0; d /= 10 {
	}
	if d != 1 {
		return 0, false
	}
	f := *some
	f.End, f.NumEnd, f.Num, f.Kind, f.Unit, f.Value = many.End, many.NumEnd, k, quantity.Share, "fraction", number.Decimal{}
	f.Den, _ = many.Value.Coefficient()
	f.CountedStart, f.CountedEnd = f.End, f.End
	p.pushTerm(p.newTerm(&f, n))
	return f.End, true
}

// oneIn reads "one household in six", and "one in six" where the scanner has left it, as a share: one of a
// noun in a whole number of nothing else.
func (p *passage) oneIn(q, to int) (int, bool) {
	if q+1 >= to {
		return 0, false
	}
	one, many := &p.c.qs[q], &p.c.qs[q+1]
	v, whole := one.Value.Coefficient()
	d, fine := many.Value.Coefficient()
	if one.Kind != quantity.Count || many.Kind != quantity.Count || one.Ranged || many.Ranged || one.Den > 0 || many.Den > 0 || !whole || !fine ||
		v != 1 || one.Value.Place() != 0 || many.Value.Place() != 0 || d < 2 || one.Counted == "" || many.Counted != "" || many.Unit != "" || many.Hedge != number.None {
		return 0, false
	}
	between := strings.Fields(p.c.text[one.End:many.Start])
	if len(between) < 2 || len(between) > 3 || between[len(between)-1] != "in" && between[len(between)-1] != "every" {
		return 0, false
	}
	f := *one
	f.End, f.NumEnd, f.Num, f.Den, f.Kind, f.Unit, f.Value = many.End, many.NumEnd, 1, d, quantity.Share, "fraction", number.Decimal{}
	f.CountedStart, f.CountedEnd = f.End, f.End
	p.pushTerm(p.newTerm(&f, len(p.tokens)))
	return f.End, true
}

// amountTo reads "20 percent to 693" behind "by" as the amount and the level that it is.
func (p *passage) amountTo(whole *quantity.Quantity) bool {
	text := p.c.text[whole.Start:whole.End]
	to := strings.LastIndex(text, " to ")
	if to < 0 || whole.Unit != "percent" || whole.NumEnd != whole.End || p.word(len(p.tokens)-1) != "by" || !strings.ContainsFunc(text[:to], func(r rune) bool { return unicode.IsLetter(r) || r == '%' }) {
		return false
	}
	by, level := *whole, *whole
	by.End, by.NumEnd, by.Value = whole.Start+to, whole.Start+to, whole.Low
	level.Start = whole.Start + to + len(" to ")
	level.NumStart, level.Value, level.Unit, level.Per, level.Kind = level.Start, whole.High, "", 0, quantity.Count
	for _, part := range []*quantity.Quantity{&by, &level} {
		part.Ranged, part.Hedge, part.Level = false, number.None, false
		part.CountedStart, part.CountedEnd, part.Counted = part.End, part.End, ""
	}
	p.pushTerm(p.newTerm(&by, len(p.tokens)))
	p.push(token{start: whole.Start + to + 1, end: whole.Start + to + len(" to"), word: "to", term: -1})
	p.pushTerm(p.newTerm(&level, len(p.tokens)))
	return true
}

// parenthesis reads "half – 35 – of the 70" as two numbers, the second set off by dashes, where a range would
// have no dash behind it.
func (p *passage) parenthesis(whole *quantity.Quantity) bool {
	text := p.c.text
	if !whole.Ranged || whole.Vague || calendar(whole.Kind) || whole.End >= p.end {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[whole.End:p.end], " "))
	if text[whole.End] != ' ' || markOf(r) != '-' {
		return false
	}
	for _, dash := range []string{" – ", " — ", " - "} {
		at := strings.Index(text[whole.Start:whole.End], dash)
		if at < 0 {
			continue
		}
		at += whole.Start
		first, last := quantity.Scan(nil, text[whole.Start:at]), quantity.Scan(nil, text[at+len(dash):whole.End])
		if len(first) != 1 || len(last) != 1 {
			return false
		}
		p.pushShifted(first[0], whole.Start)
		p.push(token{start: at + 1, end: at + len(dash) - 1, mark: '-', term: -1})
		p.pushShifted(last[0], at+len(dash))
		return true
	}
	return false
}

// pushShifted pushes a quantity that was read in a piece of the text, which begins at the offset.
func (p *passage) pushShifted(q quantity.Quantity, by int) {
	for _, off := range []*int{&q.Start, &q.End, &q.NumStart, &q.NumEnd, &q.CountedStart, &q.CountedEnd} {
		*off += by
	}
	p.pushTerm(p.newTerm(&q, len(p.tokens)))
}

// everySecond reads "every second driver" as the share that it is, but not "every second day".
func (p *passage) everySecond(q int) (int, bool) {
	o := &p.c.qs[q]
	n, whole := o.Value.Coefficient()
	if w := p.word(len(p.tokens) - 1); o.Kind != quantity.Ordinal || w != "every" && w != "each" || !whole || n < 2 || n > 20 || o.Value.Place() != 0 {
		return 0, false
	}
	noun, _ := nextWord(p.c.text[o.End:p.end])
	if noun == "" || daysOf(noun) != nil || noun == "time" || noun == "season" || noun == "night" || noun == "one" {
		return 0, false
	}
	f := *o
	f.Kind, f.Num, f.Den, f.Unit, f.Value = quantity.Share, 1, n, "fraction", number.Decimal{}
	f.CountedStart = f.End + strings.Index(p.c.text[f.End:], noun)
	f.CountedEnd, f.Counted = f.CountedStart+len(noun), lower(noun)
	p.pushTerm(p.newTerm(&f, len(p.tokens)))
	return f.End, true
}

// nextWord cuts the first word off a text, and the white space before what follows it.
func nextWord(s string) (word, rest string) {
	s = strings.TrimLeft(s, " \n\u00a0")
	n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' })
	if n < 0 {
		n = len(s)
	}
	return s[:n], strings.TrimLeft(s[n:], " \n\u00a0")
}
