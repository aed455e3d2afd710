//go:build !windows

package main

// ownWindow says whether the window of the program closes when it ends; here no program has one.
func ownWindow() bool { return false }
