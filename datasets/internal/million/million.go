// Package million writes a long table as a statistical office would publish it, of any length: deaths
// and population by region, sex, age group and year. The numbers are made by arithmetic, mean nothing,
// and are the same every time.
package million

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
)

// Descriptor describes what Write writes into FILE deaths.csv.
const Descriptor = `{
  "name": "deaths",
  "title": "Deaths by region, sex, age and year (made up)",
  "resources": [{
    "name": "deaths",
    "path": "deaths.csv",
    "schema": {
      "fields": [
        {"name": "region", "type": "string", "constraints": {"required": true}, "recount": {"role": "dimension", "dimension": "place"}},
        {"name": "sex", "type": "string", "constraints": {"required": true, "enum": ["female", "male"]}, "recount": {"role": "dimension"}},
        {"name": "age", "type": "string", "constraints": {"required": true}, "recount": {"role": "dimension"}},
        {"name": "year", "type": "year", "constraints": {"required": true}, "recount": {"role": "period"}},
        {"name": "deaths", "type": "integer", "constraints": {"required": true, "minimum": 0}, "recount": {"role": "value", "unit": "deaths"}}
      ],
      "primaryKey": ["region", "sex", "age", "year"]
    }
  }]
}
`

// Shape of the table: rows run through regions, sexes, ages and years.
const (
	Sexes     = 2
	Ages      = 20
	FirstYear = 1999
	Years     = 25
)

// Write writes a header and n rows.
func Write(w io.Writer, n int) error {
	b := bufio.NewWriterSize(w, 1<<16)
	b.WriteString("region,sex,age,year,deaths\n")
	var line []byte
	for i := range n {
		year := i % Years
		age := i / Years % Ages
		sex := i / (Years * Ages) % Sexes
		region := i / (Years * Ages * Sexes)
		line = append(line[:0], Region(region)...)
		line = append(append(line, ','), [...]string{"female", "male"}[sex]...)
		line = append(append(line, ','), Age(age)...)
		line = strconv.AppendInt(append(line, ','), int64(FirstYear+year), 10)
		line = strconv.AppendInt(append(line, ','), Deaths(region, sex, age, year), 10)
		b.Write(append(line, '\n'))
	}
	return b.Flush()
}

// Region names a region by number.
func Region(i int) string { return fmt.Sprintf("District %04d", i) }

// Age names an age group by number.
func Age(i int) string { return fmt.Sprintf("%d-%d", 5*i, 5*i+4) }

// Deaths is the number in a cell.
func Deaths(region, sex, age, year int) int64 {
	return int64((region*31+sex*17+age*age*5+year*7)%997) + int64(age*age)
}
