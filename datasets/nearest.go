package datasets

import (
	"fmt"
	"strings"
)

// Nearest returns the one of names that word is most likely a slip for, or "". It is for "did you mean"
// in messages, never for matching.
func Nearest(word string, names []string) string {
	if len(names) > maxNames {
		return ""
	}
	best, bound := "", 1+len(word)/3
	w := strings.ToLower(word)
	for _, n := range names {
		l := strings.ToLower(n)
		if l == w && n != word {
			return n
		}
		// "rainfall" for "rainfall (mm)"
		if base, _, ok := strings.Cut(l, " ("); ok && len(w) <= len(base)+1 {
			l = base
		}
		if d := editDistance(w, l, bound); d < bound || d == bound && best == "" && d <= len(word)/2 {
			best, bound = n, d
		}
	}
	return best
}

// maxNames bounds the names among which a slip is looked for.
const maxNames = 5000

// A slip is an error about a word that is none of the known ones. The nearest of them is looked for when
// the error is printed: of a million bad cells, people see fifty.
type slip struct {
	text, word string
	known      func() []string
	rest       string
}

func (e *slip) Error() string { return e.text + DidYouMean(e.word, e.known()) + e.rest }

// slipOf makes a slip; text quotes the word, rest says what is wanted.
func slipOf(word, text, rest string, known func() []string) error {
	return &slip{text: fmt.Sprintf("%q ", clip(word)) + text, word: word, known: known, rest: rest}
}

func fixed(names []string) func() []string { return func() []string { return names } }

// DidYouMean returns `; did you mean "x"?`, or nothing where no name is near.
func DidYouMean(word string, names []string) string {
	if n := Nearest(word, names); n != "" && n != word {
		return "; did you mean \"" + n + "\"?"
	}
	return ""
}

// editDistance counts insertions, deletions, replacements and swaps of neighbours that turn a into b;
// anything over bound is bound+1. Long words are no slips of each other that a distance could tell.
func editDistance(a, b string, bound int) int {
	if len(a) > 200 || len(b) > 200 || len(a)-len(b) > bound || len(b)-len(a) > bound {
		return bound + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], bound+1)
}
