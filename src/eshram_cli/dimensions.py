"""What figures are cut by. The order settles a tie where a place's count is the sum over one of them."""

DIMENSIONS = ("channel", "department", "category", "officer", "camp", "gender", "age")
