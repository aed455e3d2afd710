package quantity

import (
	"fmt"
	"math/big"
	"strconv"
	"unicode/utf8"

	"recount/analysis/number"
)

// significant is the number of digits of a value whose decimals do not end: 0.666667 for two-thirds.
const significant = 6

// A Place says where a quantity begins in its file.
type Place struct {
	Offset       int // of the text that was scanned; added to start and end
	Line, Column int // from 1; a format without lines has 0, and they are left out
}

// AppendJSON appends q as an object of the extract format (DESIGN, "Command line"). Text is the text
// that was scanned.
func AppendJSON(dst []byte, text string, q *Quantity, at Place) []byte {
	dst = append(dst, `{"start":`...)
	dst = strconv.AppendInt(dst, int64(at.Offset+q.Start), 10)
	dst = append(dst, `,"end":`...)
	dst = strconv.AppendInt(dst, int64(at.Offset+q.End), 10)
	if at.Line > 0 {
		dst = append(dst, `,"line":`...)
		dst = strconv.AppendInt(dst, int64(at.Line), 10)
		dst = append(dst, `,"column":`...)
		dst = strconv.AppendInt(dst, int64(at.Column), 10)
	}
	dst = append(dst, `,"text":`...)
	dst = appendString(dst, text[q.Start:q.End])
	dst = append(dst, `,"kind":"`...)
	dst = append(dst, q.Kind.String()...)
	dst = append(dst, '"')
	dst = q.appendValue(dst)
	if q.Unit != "" {
		dst = append(dst, `,"unit":`...)
		dst = appendString(dst, q.Unit)
	}
	if q.Counted != "" {
		dst = append(dst, `,"counted":`...)
		dst = appendString(dst, q.Counted)
	}
	dst = append(dst, `,"hedge":"`...)
	dst = append(dst, q.HedgeName()...)
	dst = append(dst, '"')
	if d := q.Direction.String(); d != "" && !q.Level {
		dst = append(dst, `,"direction":"`...)
		dst = append(dst, d...)
		dst = append(dst, '"')
	}
	return append(dst, '}')
}

// HedgeName is the hedge as it is reported. A bound that also promises to be close is written as the bound it is:
// "just over" as more_than (number.JustOver), "just under" as less_than.
func (q *Quantity) HedgeName() string {
	if q.Under {
		return number.LessThan.String()
	}
	return q.Hedge.String()
}

// appendValue appends value, or low and high.
func (q *Quantity) appendValue(dst []byte) []byte {
	switch {
	case q.Code:
		return dst
	case q.even():
		dst = append(dst, `,"value":"`...)
		dst = q.Low.Append(dst)
	case q.Ranged:
		low, high := q.bounds()
		dst = append(dst, `,"low":"`...)
		dst = q.appendBound(dst, low)
		dst = append(dst, `","high":"`...)
		dst = q.appendBound(dst, high)
	case q.To != Day{}:
		dst = append(dst, `,"low":"`...)
		dst = q.From.append(dst, q.Kind)
		dst = append(dst, `","high":"`...)
		dst = q.To.append(dst, q.Kind)
	default:
		dst = append(dst, `,"value":"`...)
		dst = append(dst, q.ValueText()...)
	}
	return append(dst, '"')
}

// even says that both ends of a range are one number: the score of a draw.
func (q *Quantity) even() bool {
	return q.Ranged && q.Kind == Other && !q.Vague && q.Low.Rat().Cmp(q.High.Rat()) == 0
}

// bounds are the ends of a range as they are reported. A number is reported as it is read and not as what it
// claims: "nearly 300" as 300 with its hedge, and a vague plural as the order of magnitude that the word
// names, from one of its unit to ten ("dozens": 12 to 120). What such a word claims of a true value is narrower
// at its foot, since nobody calls one dozen dozens; Low and High have that (SEMANTICS, "Hedges").
func (q *Quantity) bounds() (low, high number.Decimal) {
	if one := q.Order; q.Vague && one.Sign() > 0 {
		return one, times(one, 10)
	}
	return q.Low, q.High
}

// appendBound appends an end of a range. One that stands for a fraction in words (numeral.bound) is cut to
// the digits of fractions.
func (q *Quantity) appendBound(dst []byte, d number.Decimal) []byte {
	if q.Spelled && d.Place() == -boundPlaces {
		return append(dst, number.Plain(d.Rat(), significant)...)
	}
	return d.Append(dst)
}

// BoundsText returns the two ends of a range or of a period as ValueText would write them, and false where
// there is only one value.
func (q *Quantity) BoundsText() (low, high string, ok bool) {
	switch {
	case q.Code, q.even():
	case q.Ranged:
		low, high := q.bounds()
		return string(q.appendBound(nil, low)), string(q.appendBound(nil, high)), true
	case q.To != Day{}:
		return string(q.From.append(nil, q.Kind)), string(q.To.append(nil, q.Kind)), true
	}
	return "", "", false
}

// ValueText returns the value as a decimal string, a date in ISO form, or a time of day. It is empty for
// a range.
func (q *Quantity) ValueText() string {
	switch {
	case q.even():
		return q.Low.String()
	case q.Ranged || q.To != Day{} || q.Code:
		return ""
	case q.Kind == Date || q.Kind == Year || q.Kind == Time:
		return string(q.From.append(nil, q.Kind))
	case q.Den > 0:
		return number.Plain(big.NewRat(q.Num, q.Den), significant)
	}
	return q.Value.String()
}

// append writes a date in ISO form with the parts that are known, or a time of day.
func (d Day) append(dst []byte, k Kind) []byte {
	switch {
	case k == Time:
		dst = fmt.Appendf(dst, "%02d:%02d", d.Year, d.Month)
		if d.Day > 0 {
			dst = fmt.Appendf(dst, ":%02d", d.Day)
		}
		return dst
	case d.Year > 0 && d.Month == 0:
		return strconv.AppendInt(dst, int64(d.Year), 10)
	case d.Year > 0 && d.Day == 0:
		return fmt.Appendf(dst, "%04d-%02d", d.Year, d.Month)
	case d.Year > 0:
		return fmt.Appendf(dst, "%04d-%02d-%02d", d.Year, d.Month, d.Day)
	case d.Day == 0:
		return fmt.Appendf(dst, "--%02d", d.Month)
	}
	return fmt.Appendf(dst, "--%02d-%02d", d.Month, d.Day)
}

// String returns the day in ISO form, with the parts that are known.
func (d Day) String() string { return string(d.append(nil, Date)) }

const hex = "0123456789abcdef"

// appendString appends a JSON string. What is not UTF-8 becomes U+FFFD; < > and & are left as they are,
// since nothing here is pasted into HTML.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 0x20 && c != '"' && c != '\\' {
				i++
				continue
			}
			dst = append(dst, s[start:i]...)
			switch c {
			case '"', '\\':
				dst = append(dst, '\\', c)
			case '\n':
				dst = append(dst, '\\', 'n')
			case '\t':
				dst = append(dst, '\\', 't')
			case '\r':
				dst = append(dst, '\\', 'r')
			default:
				dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			}
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			dst = append(append(dst, s[start:i]...), "\uFFFD"...)
			i++
			start = i
			continue
		}
		i += n
	}
	return append(append(dst, s[start:]...), '"')
}
