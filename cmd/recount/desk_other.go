//go:build !windows

package main

import "os"

// ownWindow says whether the window of the program closes when it ends; here no program has one.
func ownWindow() bool { return false }

// obeysEscapes says whether a terminal obeys escape sequences.
func obeysEscapes(*os.File) bool { return true }

// openElsewhere says whether an error is that another program has a file open; here that bars nobody.
func openElsewhere(error) bool { return false }
