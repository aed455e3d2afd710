// Package datasets reads studies: folders of plain tables with a Data Package descriptor.
//
// In goes a folder (or the name of a study that is embedded in the program); out comes a Study: tables
// whose every cell was held against its schema, offered as typed gota DataFrames, and observations, one
// reported value each, with measure, period, dimensions, unit, hedge, resolution and source. What can be
// computed from observations is package statistic's task; there are no statistics here.
//
// Long tables name the measure in a column; wide tables hold one measure a column. Both melt into the
// same observations. The bytes of a table are kept as they are, and what is seldom asked for is read
// from them again; the rest is held in columns, so that a million rows are no burden.
//
// A study is hostile until it is read: sizes are bounded, no path leaves the folder, and everything that
// is wrong is found in one run and said with file, line, column, value and what was wanted.
package datasets
