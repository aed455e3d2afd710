package main

import (
	"syscall"
	"unsafe"
)

// ownWindow says whether the window of the program is its own, and closes when it ends: so it is where a file
// was dropped on the program, or the program was opened by two clicks. In a terminal there is another process
// beside it.
func ownWindow() bool {
	list := syscall.NewLazyDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if list.Find() != nil {
		return false
	}
	var processes [2]uint32
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&processes[0])), uintptr(len(processes)))
	return n == 1
}
