package xlsx

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// place reads a cell's address: AB12 is row 12, column 28.
func place(s string) (row, col int, ok bool) {
	i := 0
	for ; i < len(s) && s[i] >= 'A' && s[i] <= 'Z' && i < 3; i++ {
		col = col*26 + int(s[i]-'A') + 1
	}
	if i == 0 || i == len(s) || len(s)-i > 7 {
		return 0, 0, false
	}
	for ; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, 0, false
		}
		row = row*10 + int(s[i]-'0')
	}
	return row, col, row >= 1 && row <= MaxRows && col <= MaxColumns
}

func parseRange(s string) (Range, bool) {
	from, to, _ := strings.Cut(s, ":")
	r1, c1, ok1 := place(from)
	r2, c2, ok2 := place(to)
	return Range{r1, c1, r2, c2}, ok1 && ok2 && r1 <= r2 && c1 <= c2
}

// ColumnName returns the letters of a column, counted from 1.
func ColumnName(col int) string {
	var letters []byte
	for ; col > 0; col = (col - 1) / 26 {
		letters = append([]byte{byte('A' + (col-1)%26)}, letters...)
	}
	return string(letters)
}

// moment turns a serial number into an ISO date, date and time, or time of day. Excel counts days from
// 31 December 1899 and believes that 1900 was a leap year; day 60 is a date that never was.
func (b *Book) moment(serial float64, f format) (string, bool) {
	if serial < 0 || serial >= 2_958_466 { // the year 10,000
		return "", false
	}
	days, part := math.Modf(serial)
	seconds := int(math.Round(part * 86400))
	if seconds == 86400 {
		days, seconds = days+1, 0
	}
	hms := fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	if f == clock && days == 0 {
		return hms, true
	}
	epoch := time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	switch {
	case b.from1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days == 60 || days == 0:
		return "", false
	case days > 60:
		days--
	}
	ymd := epoch.AddDate(0, 0, int(days)).Format("2006-01-02")
	if seconds == 0 {
		return ymd, true
	}
	return ymd + "T" + hms, true
}
