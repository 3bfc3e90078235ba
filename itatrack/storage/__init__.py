"""The project's folder: safe reading and writing, locks, and what an interrupted run left behind.

It knows paths, bytes and the errors of the operating system. It must not know what the bytes mean.
"""
