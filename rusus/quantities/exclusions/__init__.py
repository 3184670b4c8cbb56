"""What is no quantity: dates and times, ages, codes and names, addresses."""
