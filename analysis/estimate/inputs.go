package estimate

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// maxList bounds the numbers in one list, and the cells of a table.
const maxList = 1_000_000

// Decode reads an input from JSON.
func (in Input) Decode(raw json.RawMessage) (any, error) {
	var v any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, &ArgError{Arg: in.Name, Got: short(string(raw)), Want: in.Kind.String()}
	}
	return in.convert(v)
}

// convert turns what JSON holds into the Go type of the input's kind.
func (in Input) convert(v any) (any, error) {
	switch in.Kind {
	case Count:
		return wholeNumber(in.Name, v)
	case Number:
		return finiteNumber(in.Name, v)
	case Level:
		if level, err := finiteNumber(in.Name, v); err == nil {
			return level, nil
		}
	case Counts:
		return list(in.Name, v, in.Kind, wholeNumber)
	case Numbers:
		return list(in.Name, v, in.Kind, finiteNumber)
	case Table:
		return list(in.Name, v, in.Kind, func(name string, row any) ([]int, error) {
			return list(name, row, Counts, wholeNumber)
		})
	}
	if in.Kind == Text {
		switch t := v.(type) {
		case string:
			return t, nil
		case json.Number:
			return t.String(), nil
		}
	}
	return nil, unfit(in.Name, v, in.Kind)
}

func unfit(name string, v any, want Kind) error {
	return &ArgError{Arg: name, Got: describe(v), Want: want.String()}
}

// describe names a value in a message.
func describe(v any) string {
	switch t := v.(type) {
	case nil:
		return "null"
	case string:
		return strconv.Quote(short(t))
	case json.Number:
		return short(t.String())
	case bool:
		return strconv.FormatBool(t)
	case []any:
		return "a list"
	}
	return "an object"
}

func list[T any](name string, v any, kind Kind, element func(name string, v any) (T, error)) ([]T, error) {
	items, ok := v.([]any)
	if !ok {
		return nil, unfit(name, v, kind)
	}
	out := make([]T, len(items))
	for i, item := range items {
		e, err := element(name+"["+strconv.Itoa(i)+"]", item)
		if err != nil {
			return nil, err
		}
		out[i] = e
	}
	return out, nil
}

// wholeNumber takes 40, 40.0 and 4e1, and nothing that is not whole.
func wholeNumber(name string, v any) (int, error) {
	n, ok := v.(json.Number)
	if !ok {
		return 0, unfit(name, v, Count)
	}
	if k, err := strconv.Atoi(n.String()); err == nil {
		return k, nil
	}
	f, err := strconv.ParseFloat(n.String(), 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return 0, unfit(name, v, Count)
	}
	return int(f), nil
}

func finiteNumber(name string, v any) (float64, error) {
	n, ok := v.(json.Number)
	if !ok {
		return 0, unfit(name, v, Number)
	}
	f, err := strconv.ParseFloat(n.String(), 64)
	if err != nil {
		return 0, unfit(name, v, Number)
	}
	return f, nil
}

// Parse reads an input as a person types it: 24,867,600 or 24867600; a list with commas between its numbers; a table as rows
// with a slash between them, 19,12/11,24.
func (in Input) Parse(s string) (any, error) {
	switch in.Kind {
	case Counts, Numbers:
		return in.convert(typedList(s))
	case Table:
		var rows []any
		for _, row := range strings.Split(s, "/") {
			rows = append(rows, typedList(row))
		}
		return in.convert(rows)
	case Text:
		return strings.TrimSuffix(s, "%"), nil
	}
	return in.convert(typed(s))
}

func typedList(s string) any {
	if strings.Count(s, ",") >= maxList {
		return nil
	}
	var items []any
	for _, item := range strings.Split(s, ",") {
		items = append(items, typed(strings.TrimSpace(item)))
	}
	return items
}

// typed takes a number written in digits, also with commas between groups of three, for a JSON number, and all else for text.
func typed(s string) any {
	plain := strings.ReplaceAll(s, ",", "")
	if plain != s && !grouped(s) {
		return s
	}
	if plain == "" || strings.Trim(plain, "0123456789.eE+-") != "" {
		return s
	}
	if _, err := strconv.ParseFloat(plain, 64); err != nil {
		return s
	}
	return json.Number(plain)
}

// grouped reports whether the commas of a number part groups of three digits.
func grouped(s string) bool {
	whole, _, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	for i, g := range strings.Split(whole, ",") {
		if (i == 0 && (len(g) == 0 || len(g) > 3)) || (i > 0 && len(g) != 3) {
			return false
		}
	}
	return true
}
