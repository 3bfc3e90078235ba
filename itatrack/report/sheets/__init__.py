"""Tables as files of data: CSV for programs, Excel workbooks for people who go on working with them.

It is given the tables that the memo prints, and returns their bytes. It knows neither the plan nor templates.
"""

from __future__ import annotations
