package quantity

import "strings"

// direction says whether the words before the number make it a rise or a fall: a verb or noun of change
// right before it, with "by" or "of" between them and adverbs around ("rose sharply, by some 5 per
// cent"). With "to" between, the number is where the change ended, not the change.
func (s *scanner) direction(bare bool) (d Direction, level bool) {
	by := false
	for k := range 7 {
		b := s.back(k)
		if b.kind == tokMark && b.mark == ',' && by { // "declined sharply, by 12 per cent"
			continue
		}
		if b.kind != tokWord {
			return Steady, false
		}
		if k == 0 && b.id() == wA { // "added a 30 degree homer": the number modifies what was added
			return Steady, false
		}
		switch {
		case b.id() == wBy || b.id() == wOf:
			by = true
			continue
		case b.id() == wTo && !level:
			level = true
			continue
		case b.is(cUp):
			if s.idiom(k, b, by) {
				return Steady, false
			}
			return Up, level
		case b.is(cDown):
			if s.idiom(k, b, by) {
				return Steady, false
			}
			return Down, level
		}
		if !s.between(b) {
			if k > 0 && s.back(k-1).id() == wBy && !level {
				return s.byObject(k), false
			}
			return Steady, false
		}
	}
	return Steady, false
}

// byObject finds the verb of change before its object and "by": "grow sales by 35 per cent".
func (s *scanner) byObject(k int) Direction {
	for j := k; j < k+4; j++ {
		b := s.back(j)
		if b.kind != tokWord || b.is(cAux) {
			return Steady
		}
		if b.is(cUp|cDown) && j > k && !b.is(cStop) {
			if b.is(cUp) {
				return Up
			}
			return Down
		}
	}
	return Steady
}

// between says that a word may stand between a verb of change and its number: adverbs, "only",
// "another", the hedges and the articles.
func (s *scanner) between(b *token) bool {
	switch b.id() {
	case wOnly, wJust, wA, wAnother, wThe, wAbout, wAround, wAverage, wTotal, wMore, wThan, wLess, wSome, wAs, wMuch, wMany, wExactly, wSlightly, wAlmost, wNearly, wEstimated, wRoughly, wApproximately, wOver, wUnder:
		return true
	}
	if b.is(cTrivial) {
		return true
	}
	w := s.text[b.start:b.end]
	return strings.HasSuffix(w, "ly") || strings.EqualFold(w, "even") || strings.EqualFold(w, "whopping") || strings.EqualFold(w, "record")
}

// idiom refuses up, down and a few verbs where they say nothing of change: "makes up 40 per cent", "set
// up 5 offices", "raised $5 million".
func (s *scanner) idiom(k int, b *token, by bool) bool {
	w := b.lex.word
	a := s.back(k + 1)
	switch w {
	case "up", "down":
		if a.kind != tokWord {
			return false
		}
		switch strings.ToLower(s.text[a.start:a.end]) {
		case "made", "make", "makes", "making", "set", "sets", "setting", "take", "takes", "taken", "took", "taking", "add", "adds", "added", "adding", "sign", "signed", "give", "gave", "given", "came", "comes", "come", "bring", "brought", "racked", "racks", "rack", "pick", "picked", "sum", "turned", "ends", "end", "put", "open", "opened", "backed", "follow", "buy", "bought", "shut", "closed", "broken", "break", "split", "splits", "laid", "hand", "handed":
			return true
		}
	case "raise", "raised", "raises", "raising", "cut", "cuts", "cutting", "shed", "sheds", "slash", "slashed", "contract", "contracts", "lift", "lifts", "form", "down payment":
		return !by && !s.shareAhead()
	case "loss", "losses":
		return !s.shareAhead()
	}
	return false
}

// transitive says that the word of change right before the number takes what it counts as its object:
// "lost 3" is no fall by three.
func (s *scanner) transitive() bool {
	b := s.back(0)
	if b.lex == nil {
		return false
	}
	switch w := b.lex.word; {
	case strings.HasPrefix(w, "los"), strings.HasPrefix(w, "gain"), strings.HasPrefix(w, "add"), strings.HasPrefix(w, "expan"), strings.HasPrefix(w, "rais"),
		strings.HasPrefix(w, "lift"), strings.HasPrefix(w, "boost"), strings.HasPrefix(w, "reduc"), strings.HasPrefix(w, "cut"), strings.HasPrefix(w, "grow"):
		return true
	}
	return false
}

// shareAhead says that the number is a percentage.
func (s *scanner) shareAhead() bool { return s.percent }
