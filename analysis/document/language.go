package document

import (
	"strings"
	"unicode"
)

// functionWords are short words that make up a fifth or more of any prose in a language and are rare in
// the others. Words that English shares ("die", "in", "on", "me") are left out.
var functionWords = []struct {
	language string
	words    string
}{
	{"English", "the of and to that is was for with as by at from are were this which have had has been not but they their"},
	{"French", "le la les des du et une est dans pour que qui sur par plus pas avec sont ont été cette aux leur ce il elle nous ces selon"},
	{"German", "der das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es werden aus hat dass sie nach bei wird einer"},
	{"Spanish", "el los las del que en una por con para como más fue su sus han al se es lo pero entre desde también según"},
	{"Italian", "il di che la per una in del della sono con non le dei nel alla più gli anche come dal delle ha questo"},
	{"Portuguese", "os as da do que em um uma para com não por mais dos das foi ao pela pelo são sua como também nos na"},
	{"Dutch", "de het een van en dat zijn voor met niet aan ook maar bij werd door naar uit nog deze heeft worden over als"},
	{"Swedish", "och att det som av är för den till med inte ett har var de kan från eller han hade"},
	{"Polish", "na się nie że do jest to od przez po za jak dla oraz był są który która tym"},
	{"Turkish", "ve bir bu için ile olarak da de olan daha çok gibi sonra kadar ise değil olduğu ancak"},
	{"Indonesian", "yang dan di dengan untuk dari pada ini itu dalam tidak akan oleh telah juga adalah ke para"},
	{"Russian", "не на что по как из от для это его за был при или так но также которые"},
	{"Arabic", "في من على إلى أن التي عن مع هذا هذه الذي كان بعد بين ما لا أو"},
	{"Uyghur", "ۋە بىلەن بۇ ئۈچۈن بىر ئۇ دەپ ۋەزىيەت ئىدى قىلىپ بولۇپ ھەم"},
}

// wordsRead bounds how much of a text is looked at.
const wordsRead = 4000

// language names the language of the prose where it is clearly not English. It is "" for English, for
// texts of less than thirty words and where nothing is clear.
func (d *Document) language() string {
	count := map[string]int{}
	han, kana, hangul, cyrillic, arabic, letters, words := 0, 0, 0, 0, 0, 0, 0
	for _, b := range d.Blocks {
		if !b.Kind.Prose() || b.Kind == TableCell || words > wordsRead || letters > 8*wordsRead {
			continue
		}
		s := d.Text[b.Start:min(b.End, b.Start+8*wordsRead)]
		for _, r := range s {
			switch {
			case !unicode.IsLetter(r):
				continue
			case r < 0x250:
			case unicode.Is(unicode.Han, r):
				han++
			case unicode.In(r, unicode.Hiragana, unicode.Katakana):
				kana++
			case unicode.Is(unicode.Hangul, r):
				hangul++
			case unicode.Is(unicode.Cyrillic, r):
				cyrillic++
			case unicode.Is(unicode.Arabic, r):
				arabic++
			}
			letters++
		}
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
			words++
			if len(w) <= 24 {
				count[strings.ToLower(w)]++
			}
		}
	}
	switch {
	case letters >= 60 && kana*10 > letters && (kana+han)*2 > letters:
		return "Japanese"
	case letters >= 40 && han*2 > letters:
		return "Chinese"
	case letters >= 40 && hangul*2 > letters:
		return "Korean"
	}
	if words < 30 {
		return ""
	}
	best, hits, english := "", 0, 0
	for _, l := range functionWords {
		n := 0
		for _, w := range strings.Fields(l.words) {
			n += count[w]
		}
		if l.language == "English" {
			english = n
		} else if n > hits {
			best, hits = l.language, n
		}
	}
	switch {
	case hits*8 > words && hits > 3*english:
		return best
	case cyrillic*2 > letters && english*20 < words:
		return "a language in Cyrillic script"
	case arabic*2 > letters && english*20 < words:
		return "a language in Arabic script"
	}
	return ""
}
