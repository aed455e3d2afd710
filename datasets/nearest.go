package datasets

import "strings"

// Nearest returns the one of names that word is most likely a slip for, or "". It is for "did you mean"
// in messages, never for matching.
func Nearest(word string, names []string) string {
	best, bound := "", 1+len(word)/3
	w := strings.ToLower(word)
	for _, n := range names {
		l := strings.ToLower(n)
		if l == w && n != word {
			return n
		}
		if d := editDistance(w, l, bound); d < bound || d == bound && best == "" && d <= len(word)/2 {
			best, bound = n, d
		}
	}
	return best
}

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
