package main

import (
	"errors"
	"os"
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

// obeysEscapes makes the console obey escape sequences and says whether it does: older ones of Windows print
// them.
func obeysEscapes(f *os.File) bool {
	const virtualTerminal = 4 // ENABLE_VIRTUAL_TERMINAL_PROCESSING
	var mode uint32
	if syscall.GetConsoleMode(syscall.Handle(f.Fd()), &mode) != nil {
		return false
	}
	set := syscall.NewLazyDLL("kernel32.dll").NewProc("SetConsoleMode")
	if mode&virtualTerminal != 0 || set.Find() != nil {
		return mode&virtualTerminal != 0
	}
	ok, _, _ := set.Call(f.Fd(), uintptr(mode|virtualTerminal))
	return ok != 0
}

// openElsewhere says whether an error is that another program has a file open, or a part of it.
func openElsewhere(err error) bool {
	const sharing, locked = syscall.Errno(32), syscall.Errno(33) // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
	return errors.Is(err, sharing) || errors.Is(err, locked)
}
