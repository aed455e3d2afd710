package quantity

import "recount/analysis/number"

// Scan appends the quantities of text to dst, in the order of the text; their spans do not overlap. It
// takes time linear in the text: every number looks at a bounded number of words around it. No
// number is read across a blank line.
func Scan(dst []Quantity, text string) []Quantity {
	s := scanner{text: text, out: dst, pending: -1}
	s.scan()
	s.settle(nil)
	return s.out
}

const (
	maxAhead  = 24 // tokens read behind the beginning of a number
	maxBehind = 10 // and before it
)

// A scanner reads one text.
type scanner struct {
	text  string
	out   []Quantity
	floor int // the end of the last quantity: none reaches back over it

	ahead   [maxAhead]token // tokens from the anchor on, read as they are asked for
	nAhead  int
	behind  [maxBehind]token // tokens before from, backward
	nBehind int
	from    int // where the number begins

	claimed   int  // digits before it are part of a noun phrase that was read
	fromTo    bool // the number being read is a range "from … to …"
	percent   bool // the number being read is a share
	pending   int  // a quantity that waits for the base behind it, -1 if none
	pendingAt int  // where that base begins
}

// endToken stands for everything beyond the window.
var endToken token

// open sets the window to a number that begins at i.
func (s *scanner) open(i int) {
	s.nAhead, s.nBehind, s.from = 0, 0, i
	s.ahead[0] = nextToken(s.text, i)
	s.nAhead = 1
}

// tok returns token k from the beginning of the number.
func (s *scanner) tok(k int) *token {
	if k >= maxAhead {
		return &endToken
	}
	for s.nAhead <= k {
		last := &s.ahead[s.nAhead-1]
		if last.kind == tokEnd {
			s.ahead[s.nAhead] = *last
		} else {
			s.ahead[s.nAhead] = nextToken(s.text, last.end)
		}
		s.nAhead++
	}
	return &s.ahead[k]
}

// retoken makes the tokens from k on begin at byte i, after a numeral that ate into them.
func (s *scanner) retoken(k, i int) {
	if k < maxAhead && k < s.nAhead && s.ahead[k].start < i {
		s.ahead[k] = nextToken(s.text, i)
		s.nAhead = k + 1
	}
}

// back returns the token k places before the number; 0 is the one right before it.
func (s *scanner) back(k int) *token {
	if k >= maxBehind {
		return &endToken
	}
	for s.nBehind <= k {
		at := s.from
		if s.nBehind > 0 {
			last := &s.behind[s.nBehind-1]
			if last.kind == tokEnd {
				s.behind[s.nBehind] = *last
				s.nBehind++
				continue
			}
			at = last.start
		}
		s.behind[s.nBehind] = prevToken(s.text, at, s.floor)
		s.nBehind++
	}
	return &s.behind[k]
}

// begin moves the beginning of the number back to byte i.
func (s *scanner) begin(i int) {
	if i != s.from {
		s.from, s.nBehind = i, 0
	}
}

// anchors is a filter of the words at which a number can begin: a bitmap over a hash of the first four
// bytes of a word, folded. It lets few others through, and the lexicon decides on those.
var anchors = anchorFilter()

type filter [1 << 13 / 64]uint64

func (f *filter) has(h uint32) bool { return f[h>>6]&(1<<(h&63)) != 0 }

func filterHash(x uint32) uint32 { return (x | 0x20202020) * 0x9E3779B1 >> 19 }

func anchorFilter() *filter {
	f := new(filter)
	set := func(x uint32) {
		h := filterHash(x)
		f[h>>6] |= 1 << (h & 63)
	}
	for i := range words.entries {
		e := &words.entries[i]
		if e.class&cAnchor == 0 {
			continue
		}
		w := e.word
		if len(w) >= 4 {
			set(uint32(w[0]) | uint32(w[1])<<8 | uint32(w[2])<<16 | uint32(w[3])<<24)
			continue
		}
		for c := range 256 { // a shorter word is followed by anything but a letter
			if !isLetter(byte(c)) {
				set(uint32(w[0]) | uint32(w[1])<<8 | uint32(w[2])<<16 | uint32(c)<<24)
			}
		}
	}
	return f
}

// scan finds the places where a number can begin and reads one at each.
func (s *scanner) scan() {
	text := s.text
	n := len(text)
	for i := 0; i < n; {
		switch byteClass[text[i]] {
		case bLetter:
			start := i
			if i+4 <= n {
				x := uint32(text[i]) | uint32(text[i+1])<<8 | uint32(text[i+2])<<16 | uint32(text[i+3])<<24
				if !anchors.has(filterHash(x)) {
					i++
					for i < n && byteClass[text[i]] == bLetter {
						i++
					}
					continue
				}
			}
			for i < n && byteClass[text[i]] == bLetter {
				i++
			}
			if i-start > maxWord || i-start < 3 {
				continue
			}
			if e := words.lookup(text[start:i]); e != nil && e.class&cAnchor != 0 && !insideWord(text, start, i) {
				i = max(i, s.word(start, e))
			}
		case bDigit:
			i = s.digits(i)
		case bHigh:
			if numericRune(text, i) {
				i = s.digits(i)
			} else {
				i++
			}
		default:
			i++
		}
	}
}

// insideWord says that letters or apostrophes beyond ASCII make the word at [start, end) part of a
// longer one.
func insideWord(s string, start, end int) bool {
	if start > 0 && (isDigit(s[start-1]) || s[start-1] >= 0x80 && prevLetter(s, start)) {
		return true
	}
	return end < len(s) && s[end] >= 0x80 && letterAt(s, end) > 0
}

func prevLetter(s string, i int) bool {
	t := token{end: i}
	prevWord(s, &t, max(0, i-4))
	return t.kind == tokWord
}

// emit appends a quantity and moves the floor.
func (s *scanner) emit(q Quantity) int {
	if s.pending >= 0 && s.pending < len(s.out) {
		s.settle(&q)
	}
	s.out = append(s.out, q)
	s.floor = q.End
	return q.End
}

// settle decides on the quantity that waits for its base: q is the next one, nil at the end of the text.
func (s *scanner) settle(q *Quantity) {
	if s.pending < 0 || s.pending >= len(s.out) {
		return
	}
	part := &s.out[s.pending]
	switch {
	case q == nil || q.Start > s.pendingAt || q.End <= s.pendingAt:
		part.Of = -1
	case part.Kind == Count && part.Unit == "" && part.Counted == "": // "280 million of the 1.5 billion shekels"
		part.Unit, part.Counted = q.Unit, q.Counted
		if q.Unit != "" {
			part.Kind = q.Kind
		}
	}
	if part.Of >= 0 && q.Kind != part.Kind {
		part.Of = -1
	}
	s.pending = -1
}

// label appends a number that counts nothing, set apart by its kind.
func (s *scanner) label(start, end int, k Kind, v number.Decimal) int {
	return s.emit(Quantity{Start: start, End: end, NumStart: start, NumEnd: end, Kind: k, Value: v, Of: -1})
}
