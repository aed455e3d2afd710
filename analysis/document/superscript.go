package document

import "strings"

var superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷",
	"8", "⁸", "9", "⁹", "+", "⁺", "-", "⁻", "−", "⁻", "–", "⁻", "n", "ⁿ")

// superscript writes digits and signs as superscript characters: 10 and a raised 5 are 10⁵.
func superscript(s string) string { return superscripts.Replace(s) }

func unescapeJSON(s string) (string, bool) { return s, true }
func texCharacters(s string) string        { return s }
