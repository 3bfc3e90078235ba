"""What an agency puts on its web site: its tables as open data, and a page that leads to them and to its memos.

It is given tables, states and memos that are made, and returns the bytes of files by their names. It knows neither
where they are written nor what was published before.
"""
