// Package readings keeps what a person has had calculated and wants to keep, and compares it.
package readings
