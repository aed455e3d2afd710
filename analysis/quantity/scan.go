package quantity

import (
	"math/bits"

	"recount/analysis/number"
)

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

	claimedWords int  // ordinals before it are part of a noun phrase that was read
	claimed      int  // digits before it are part of a noun phrase that was read
	item         int  // the last item numbered in brackets
	fromTo       bool // the number being read is a range "from … to …"
	percent      bool // the number being read is a share
	timed        bool // the number being read is a length of time
	spaced       bool // the number being read is a length
	pending      int  // a quantity that waits for the base behind it, -1 if none
	pendingAt    int  // where that base begins
}

// endToken stands for everything beyond the window.
var endToken token

// open sets the window to a number that begins at i.
func (s *scanner) open(i int) {
	s.nAhead, s.nBehind, s.from, s.timed, s.spaced = 0, 0, i, false, false
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
		s.behind[s.nBehind] = prevToken(s.text, at, 0)
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

type filter [1 << filterBits / 64]uint64

const filterBits = 14

// filterHash hashes four bytes; what is behind a word of three letters does not count.
func filterHash(x uint32) uint32 {
	x = x&thirdMask[x>>24] | 0x20202020
	return x * 0x9E3779B1 >> (32 - filterBits)
}

// thirdMask clears the fourth byte of a word if it is no letter.
var thirdMask = func() (m [256]uint32) {
	for c := range m {
		m[c] = 0x00FFFFFF
		if isLetter(byte(c)) {
			m[c] = 0xFFFFFFFF
		}
	}
	return m
}()

func anchorFilter() *filter {
	f := new(filter)
	for i := range words.entries {
		e := &words.entries[i]
		if e.class&cAnchor == 0 {
			continue
		}
		h := filterHash(load4(e.word+" ", 0))
		f[h>>6] |= 1 << (h & 63)
	}
	return f
}

// Bytes repeated over a word of eight.
const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// within returns the top bit of every byte of x that lies in [lo, hi]; the bytes must be below 0x80.
func within(x uint64, lo, hi byte) uint64 {
	return (x + ones*uint64(0x80-lo)) &^ (x + ones*uint64(0x7F-hi)) & tops
}

// gather packs the top bits of eight bytes into the low eight bits.
func gather(x uint64) uint64 { return x >> 7 * 0x0102040810204080 >> 56 }

// block is the number of bytes that are classified together, one for each bit of a mask.
const block = 64

// classify returns masks of the 64 bytes of b: letters, and places at which something other than a word
// may begin, digits and the first bytes of characters beyond ASCII.
func classify(b string) (letters, others uint64) {
	for k := 0; k < block; k += 8 {
		x := load8(b, k)
		low := x &^ tops
		letters |= gather(within(low|ones*0x20, 'a', 'z')&^x) << k
		if o := within(low, '0', '9')&^x | x&(x<<1)&tops; o != 0 {
			others |= gather(o) << k
		}
	}
	return letters, others
}

// scan finds the places where a number can begin and reads one at each: digits, words that pass the
// filter, and characters beyond ASCII that can be numerals. Text is classified 64 bytes at a time, so that
// most words cost one look into the filter and no branch.
func (s *scanner) scan() {
	text := s.text
	i := 0
	before := uint64(0) // 1 if the byte before i is a letter
	for i+block+4 <= len(text) {
		letters, events := classify(text[i : i+block])
		starts := letters &^ (letters<<1 | before)
		for ; starts != 0; starts &= starts - 1 {
			k := bits.TrailingZeros64(starts)
			h := filterHash(load4(text, i+k))
			events |= anchors[h>>6] >> (h & 63) & 1 << k
		}
		next := i + block
		before = letters >> (block - 1)
		for events != 0 {
			at := i + bits.TrailingZeros64(events)
			events &= events - 1
			end := s.event(at)
			if end >= next {
				next, before = end, 0
				if isLetter(text[end-1]) {
					before = 1
				}
				break
			}
			if end > at {
				events &= ^uint64(0) << (end - i)
			}
		}
		i = next
	}
	for i < len(text) {
		i = max(i+1, s.event(i))
	}
}

// event reads the number that begins at byte i, if one does, and returns its end; else it returns i.
func (s *scanner) event(i int) int {
	text := s.text
	switch byteClass[text[i]] {
	case bDigit:
		return s.digits(i)
	case bHigh:
		if numericRune(text, i) {
			return s.digits(i)
		}
	case bLetter:
		if i > 0 && isLetter(text[i-1]) {
			return i
		}
		end := i + 1
		for end < len(text) && isLetter(text[end]) && end-i <= maxWord {
			end++
		}
		if e := words.lookup(text[i:end]); e != nil && e.class&cAnchor != 0 && !insideWord(text, i, end) {
			return s.word(i, e)
		}
	}
	return i
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

// label appends a number that counts nothing, set apart by its kind.
func (s *scanner) label(start, end int, k Kind, v number.Decimal) int {
	return s.emit(Quantity{Start: start, End: end, NumStart: start, NumEnd: end, Kind: k, Value: v, Of: -1})
}

// numberOf appends the digits in [start, end) as the number of something: of a note, a section, a list item.
func (s *scanner) numberOf(start, end int) int {
	v, err := number.Parse(s.text[start:end])
	if err != nil {
		return s.code(start, end)
	}
	return s.label(start, end, Identifier, v)
}

// code appends a part of a name, an address or a code: something with digits in it that is no number.
func (s *scanner) code(start, end int) int {
	return s.emit(Quantity{Start: start, End: end, NumStart: start, NumEnd: end, Kind: Identifier, Of: -1, Code: true})
}
