package delimited

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

type record struct {
	line   int
	fields []string
	fault  error
}

func readAll(text string, d Dialect) []record {
	var all []record
	r := NewReader([]byte(text), NewFormat(d))
	for r.Next() {
		rec := record{line: r.Line()}
		if err := r.Problem(); err != nil {
			for _, e := range []error{ErrQuote, ErrReturn, ErrTooMany} {
				if errors.Is(err, e) {
					rec.fault = e
				}
			}
		} else {
			for _, f := range r.Fields() {
				rec.fields = append(rec.fields, string(f))
			}
		}
		all = append(all, rec)
	}
	return all
}

func TestReader(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		dialect    Dialect
		want       []record
	}{
		{"plain", "a,b\n1,2\n", Dialect{}, []record{{1, []string{"a", "b"}, nil}, {2, []string{"1", "2"}, nil}}},
		{"no end of line", "a,b", Dialect{}, []record{{1, []string{"a", "b"}, nil}}},
		{"CR LF", "a,b\r\n1,2\r\n", Dialect{}, []record{{1, []string{"a", "b"}, nil}, {2, []string{"1", "2"}, nil}}},
		{"empty lines", "\n\na\n\r\nb\n\n", Dialect{}, []record{{3, []string{"a"}, nil}, {5, []string{"b"}, nil}}},
		{"empty cells", ",\n,,", Dialect{}, []record{{1, []string{"", ""}, nil}, {2, []string{"", "", ""}, nil}}},
		{"quotes", `"a,b","say ""no"""` + "\n", Dialect{}, []record{{1, []string{"a,b", `say "no"`}, nil}}},
		{"empty quotes", `"",""`, Dialect{}, []record{{1, []string{"", ""}, nil}}},
		{"line end in quotes", "\"a\r\nb\",1\nc,2", Dialect{}, []record{{1, []string{"a\r\nb", "1"}, nil}, {3, []string{"c", "2"}, nil}}},
		{"semicolons", "a;b,c", Dialect{Comma: ';'}, []record{{1, []string{"a", "b,c"}, nil}}},
		{"tabs without quotes", "a\t\"b\"", Dialect{Comma: '\t', NoQuote: true}, []record{{1, []string{"a", `"b"`}, nil}}},
		{"comments", "# note\na\n#\nb", Dialect{Comment: '#'}, []record{{2, []string{"a"}, nil}, {4, []string{"b"}, nil}}},
		{"bare quote", "a,b\"c\nd,e", Dialect{}, []record{{1, nil, ErrQuote}, {2, []string{"d", "e"}, nil}}},
		{"text after quote", "\"a\"b\nc", Dialect{}, []record{{1, nil, ErrQuote}, {2, []string{"c"}, nil}}},
		{"quote never closed", "a\n\"b\nc\n", Dialect{}, []record{{1, []string{"a"}, nil}, {2, nil, ErrQuote}}},
		{"lone CR", "a\rb\nc", Dialect{}, []record{{1, nil, ErrReturn}, {2, []string{"c"}, nil}}},
		{"CR at the end", "a\r", Dialect{}, []record{{1, nil, ErrReturn}}},
		{"too many", strings.Repeat(",", MaxFields+1) + "\na", Dialect{}, []record{{1, nil, ErrTooMany}, {2, []string{"a"}, nil}}},
	} {
		got := readAll(tt.text, tt.dialect)
		if !slices.EqualFunc(got, tt.want, func(a, b record) bool {
			return a.line == b.line && a.fault == b.fault && slices.Equal(a.fields, b.fields)
		}) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestRecordReadsAgain(t *testing.T) {
	data := []byte("a,b\n\"x\n\",2\n3,\"\"\"4\"\n")
	f := NewFormat(Dialect{})
	r := NewReader(data, f)
	for r.Next() {
		again := f.Record(data, r.Offset(), 2)
		if !slices.EqualFunc(again, r.Fields(), bytes.Equal) {
			t.Errorf("record at %d read again is %q, want %q", r.Offset(), again, r.Fields())
		}
	}
}

func TestSame(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []int
	}{
		{"a,b,1\na,b,2\na,c,2\n", []int{0, 2, 1}},
		{"a,b\na,b\n", []int{0, 1}}, // the last field ends with the line, not with a comma
		{"a,b,1\nab,b,1\nab,b,1", []int{0, 0, 2}},
		{"a,b\r\n\r\na,b,c\r\n", []int{0, 1}},
		{"\"a\",b,c\na,b,c\na,\"b\",c\na,b,c\n", []int{0, 0, 1, 0}}, // nothing is known after quotes
		{"a,b,c\n#a\na,b,c\n", []int{0, 0}},
		{"a,b,c\na,b,\"c\"d\na,b,c\n", []int{0, 2, 0}},
		{"District 0001,female,1\nDistrict 0001,female,22\nDistrict 0001,fem\n", []int{0, 2, 1}},
	} {
		var got []int
		r := NewReader([]byte(tt.text), NewFormat(Dialect{Comment: '#'}))
		for r.Next() {
			got = append(got, r.Same())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: %v fields as before, want %v", tt.text, got, tt.want)
		}
	}
}

func TestCheckEncoding(t *testing.T) {
	for _, tt := range []struct {
		name, data, want string // want: part of the error, empty for none
	}{
		{"UTF-8", "é,Ürümqi\n", ""},
		{"empty", "", ""},
		{"byte order mark", "\xEF\xBB\xBFa", ""},
		{"UTF-16 little endian", "\xFF\xFEa\x00", "UTF-16"},
		{"UTF-16 big endian", "\xFE\xFF\x00a", "UTF-16"},
		{"UTF-16 without mark", "a\x00,\x00b\x00\n\x00", "UTF-16 without a byte order mark"},
		{"UTF-32", "\xFF\xFE\x00\x00a\x00\x00\x00", "UTF-32"},
		{"Windows-1252", "place,value\nM\xFCnchen,1\n", "Windows-1252 or a like single-byte encoding: save the file as UTF-8"},
		{"letters across pieces", strings.Repeat("中€é\n", 50_000), ""},
		{"broken in a later piece", strings.Repeat("中€é\n", 50_000) + "\x80", "byte 0x80 on line 50001"},
		{"zero in a later piece", strings.Repeat("中€é\n", 50_000) + "\x00", "byte 0 on line 50001"},
		{"many bytes that begin no letter", strings.Repeat("\x80", 70_000), "not UTF-8"},
		{"broken UTF-8", "é é é é é é\n\xFF é", "byte 0xFF on line 2"},
		{"zero byte", strings.Repeat("abc\n", 10) + "\x00", "byte 0 on line 11"},
		{"workbook", "PK\x03\x04....", "Excel workbook"},
		{"old workbook", "\xD0\xCF\x11\xE0....", ".xls"},
	} {
		got, err := CheckEncoding([]byte(tt.data))
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case tt.want == "" && string(got) != strings.TrimPrefix(tt.data, "\xEF\xBB\xBF"):
			t.Errorf("%s: got %q", tt.name, got)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want) || !errors.Is(err, ErrEncoding)):
			t.Errorf("%s: got error %v, want one about %q", tt.name, err, tt.want)
		}
	}
}

// FuzzReader holds the reader against encoding/csv. The two differ on purpose in lone carriage returns,
// which csv keeps, and in line ends inside quotes, which csv rewrites. Fields that are said to be those of
// the record before are.
func FuzzReader(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\"a\"\"b\",\n", "\"x\r\ny\",z", "a\"b", "\"a\"b,c\n", "\r\n,\n\"", ",,\n\n,"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got := readAll(string(data), Dialect{})
		checkSame(t, data)
		broken := slices.ContainsFunc(got, func(r record) bool { return r.fault != nil })
		oracle := csv.NewReader(bytes.NewReader(data))
		oracle.FieldsPerRecord = -1
		for i := 0; ; i++ {
			want, err := oracle.Read()
			if err == io.EOF {
				if i != len(got) && !broken {
					t.Fatalf("%q: %d records, want %d", data, len(got), i)
				}
				return
			}
			if err != nil {
				if !broken {
					t.Fatalf("%q: no fault found, encoding/csv says %v", data, err)
				}
				return
			}
			if broken {
				if !bytes.ContainsRune(data, '\r') && i < len(got) && got[i].fault != nil {
					t.Fatalf("%q: record %d: %v, encoding/csv reads %q", data, i, got[i].fault, want)
				}
				if i >= len(got) || got[i].fault != nil {
					return
				}
			}
			if i >= len(got) {
				t.Fatalf("%q: only %d records", data, len(got))
			}
			for j, s := range got[i].fields {
				got[i].fields[j] = strings.ReplaceAll(s, "\r\n", "\n")
			}
			line, _ := oracle.FieldPos(0)
			if !slices.Equal(got[i].fields, want) || got[i].line != line {
				t.Fatalf("%q: record %d is %q on line %d, want %q on line %d", data, i, got[i].fields, got[i].line, want, line)
			}
		}
	})
}

// checkSame reads each record also on its own, without knowledge of the one before.
func checkSame(t *testing.T, data []byte) {
	f := NewFormat(Dialect{})
	var before [][]byte
	for r := NewReader(data, f); r.Next(); {
		if r.Problem() != nil {
			continue
		}
		same := r.Same()
		if fields := f.Record(data, r.Offset(), 0); !slices.EqualFunc(fields, r.Fields(), bytes.Equal) || same > 0 && !slices.EqualFunc(fields[:same], before[:same], bytes.Equal) {
			t.Fatalf("%q: record %q, alone %q; %d fields as in %q", data, r.Fields(), fields, same, before)
		}
		for i, want := range r.Fields() {
			if got := f.Field(data, r.Offset(), i); !bytes.Equal(got, want) {
				t.Fatalf("%q: field %d of the record at %d is %q, want %q", data, i, r.Offset(), got, want)
			}
		}
		before = slices.Clone(r.Fields())
	}
}

// manyRows is a table whose rows share two, one or none of their first fields with the row before.
func manyRows() []byte {
	var b bytes.Buffer
	for i := range 30_000 {
		fmt.Fprintf(&b, "District %04d,%d-%d,%d,231\n", i/100, i/10%10*5, i/10%10*5+4, 2000+i%10)
	}
	return b.Bytes()
}

func BenchmarkReader(b *testing.B) {
	data := manyRows()
	f := NewFormat(Dialect{})
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		r := NewReader(data, f)
		for r.Next() {
		}
	}
}

func BenchmarkEncodingCSV(b *testing.B) {
	data := manyRows()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		r := csv.NewReader(bytes.NewReader(data))
		r.ReuseRecord = true
		for {
			if _, err := r.Read(); err == io.EOF {
				break
			}
		}
	}
}
