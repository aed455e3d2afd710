package document

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// texSymbols are the commands that stand for characters.
var texSymbols = map[string]string{
	"%": "%", "&": "&", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", "-": "", "/": "", "!": "", ",": "\u2009", ":": "\u2009",
	";": "\u2009", " ": " ", "@": "", "quad": " ", "qquad": " ", "enspace": " ", "thinspace": "\u2009", "space": " ", "nobreakspace": "\u00A0",
	"ldots": "…", "dots": "…", "textellipsis": "…", "cdots": "…", "textendash": "–", "textemdash": "—", "textquoteleft": "‘",
	"textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "glqq": "„", "grqq": "“", "lq": "‘", "rq": "’",
	"euro": "€", "texteuro": "€", "EUR": "€", "pounds": "£", "textsterling": "£", "yen": "¥", "textyen": "¥", "cent": "¢", "textcent": "¢", "textdollar": "$",
	"textpercent": "%", "textperthousand": "‰", "permil": "‰", "percent": "%", "textdegree": "°", "degree": "°", "circ": "°", "S": "§", "P": "¶",
	"dag": "†", "ddag": "‡", "copyright": "©", "textregistered": "®", "texttrademark": "™", "ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ",
	"aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "oe": "œ", "OE": "Œ", "i": "ı", "j": "ȷ", "textbackslash": `\`, "textasciitilde": "~", "textasciicircum": "^",
	"textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">", "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
	"textmu": "µ", "textbullet": "•", "LaTeX": "LaTeX", "TeX": "TeX", "LaTeXe": "LaTeX", "times": "×", "texttimes": "×", "cdot": "·", "pm": "±",
	"textpm": "±", "mp": "∓", "div": "÷", "approx": "≈", "simeq": "≃", "sim": "~", "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥",
	"geqslant": "≥", "neq": "≠", "ne": "≠", "lt": "<", "gt": ">", "ll": "≪", "gg": "≫", "equiv": "≡", "propto": "∝", "to": "→", "rightarrow": "→",
	"Rightarrow": "⇒", "leftarrow": "←", "infty": "∞", "sum": "∑", "prod": "∏", "mid": "|", "vert": "|", "ast": "*", "star": "⋆", "prime": "′",
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ",
	"mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
	"Delta": "Δ", "Gamma": "Γ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "Chi": "Χ",
}

// texAccents are the accents that go over or under the letter behind them, as combining characters.
var texAccents = map[string]string{"\"": "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
	"c": "\u0327", "v": "\u030C", "u": "\u0306", "H": "\u030B", "k": "\u0328", "r": "\u030A", "d": "\u0323", "b": "\u0331"}

// texUnits are the units and prefixes of siunitx.
var texUnits = map[string]string{"percent": "%", "per": "/", "squared": "²", "cubed": "³", "square": "", "cubic": "", "tothe": "", "of": "",
	"kilo": "k", "mega": "M", "giga": "G", "milli": "m", "micro": "µ", "nano": "n", "centi": "c", "deci": "d", "hecto": "h",
	"metre": "m", "meter": "m", "gram": "g", "kilogram": "kg", "second": "s", "minute": "min", "hour": "h", "day": "d", "year": "a",
	"litre": "l", "liter": "l", "tonne": "t", "hectare": "ha", "degreeCelsius": "°C", "celsius": "°C", "kelvin": "K", "degree": "°",
	"joule": "J", "watt": "W", "volt": "V", "ampere": "A", "hertz": "Hz", "newton": "N", "pascal": "Pa", "mole": "mol", "bar": "bar",
	"km": "km", "cm": "cm", "mm": "mm", "kg": "kg", "m": "m", "g": "g", "s": "s"}

// texCharacters reads a stretch of LaTeX that stands for characters: \%, \"u, \'{e}, --, “, ~.
func texCharacters(raw string) string {
	switch raw {
	case "~":
		return "\u00A0"
	case "--":
		return "–"
	case "---":
		return "—"
	case "``":
		return "“"
	case "''":
		return "”"
	case "`":
		return "‘"
	case "'":
		return "’"
	}
	name, rest := texName(raw)
	if name == "" {
		return raw
	}
	if mark, ok := texAccents[name]; ok {
		rest = strings.Trim(rest, " {}")
		if inner, _ := texName(rest); inner == "i" || inner == "j" {
			rest = inner // an accent takes the place of the dot
		}
		if _, n := utf8.DecodeRuneInString(rest); n > 0 {
			return norm.NFC.String(rest[:n]+mark) + rest[n:]
		}
		return ""
	}
	return texSymbols[name]
}

// texName returns the name of the command at the start of s and what is behind it.
func texName(s string) (name, rest string) {
	if len(s) < 2 || s[0] != '\\' {
		return "", s
	}
	n := 1
	for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || s[n] == '@') {
		n++
	}
	if n == 1 {
		_, size := utf8.DecodeRuneInString(s[1:])
		n = 1 + size
	}
	return s[1:n], s[n:]
}
