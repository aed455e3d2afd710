package quantity

import "strings"

// What is counted is given in its dictionary form: the noun in the singular and the adjective in the
// positive degree, since "one of the oldest mills" counts mills as "40 old mills" does. Inflected
// superlatives are those of short adjectives, a class small enough to be listed; longer ones take "most",
// which is left out anyway (noun.go). A word in -est that is no superlative (forest, guest) is not in it.
var degreeAdjectives = `big bold brave brief bright broad busy calm cheap clean clear close cold cool cruel dark
	deadly dear deep dense dirty dry dull early easy faint fair fast few fierce fine firm fit flat fresh full funny gentle
	grand grave great green happy hard harsh healthy heavy high hot huge humble hungry keen kind large late lengthy light
	likely long loud lovely low lucky mean mild muddy narrow neat new nice noisy odd old pale plain poor pretty proud
	pure quick quiet rare rich ripe rough rude sad safe sharp short shy simple slim slow small smart smooth soft steady
	steep stiff strange strict strong sunny sweet swift tall tender thick thin tight tiny tough true ugly vast warm
	weak wealthy wet wide wild wise worthy young`

func degreeWords(l *lexicon) {
	for base := range strings.FieldsSeq(degreeAdjectives) {
		l.add(base).class |= cGradable
		e := l.add(superlative(base))
		e.class |= cSuperlative
		e.form = base
	}
	for _, p := range [][2]string{{"best", "good"}, {"worst", "bad"}} {
		e := l.add(p[0])
		e.class |= cSuperlative
		e.form = p[1]
	}
}

// superlative inflects a short adjective: large, largest; big, biggest; early, earliest.
func superlative(base string) string {
	n := len(base)
	last, before := base[n-1], base[n-2]
	switch {
	case last == 'e':
		return base + "st"
	case last == 'y' && !vowel(before):
		return base[:n-1] + "iest"
	case n > 2 && !vowel(last) && last != 'w' && last != 'y' && vowel(before) && !vowel(base[n-3]) && syllables(base) == 1:
		return base + base[n-1:] + "est"
	}
	return base + "est"
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// syllables counts the runs of vowels.
func syllables(w string) int {
	n := 0
	for i := range len(w) {
		if vowel(w[i]) && (i == 0 || !vowel(w[i-1])) {
			n++
		}
	}
	return n
}
